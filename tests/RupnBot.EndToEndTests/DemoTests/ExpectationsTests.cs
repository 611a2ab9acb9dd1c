using RupnBot.Demo.Colleagues;
using RupnBot.Demo.Story;

namespace RupnBot.EndToEndTests.DemoTests;

/// <summary>The demo's check fails when a salon lacks something: whatever it lacks.</summary>
public sealed class ExpectationsTests
{
    [Fact]
    public void A_salon_that_shows_all_passes() => Assert.True(Passes(SampleSalon.Events));

    [Theory]
    [InlineData("$welcome", "le mot d'accueil, une fois")]
    [InlineData("$announcement", "l'annonce du sondage, une fois, qui dit que le vote n'est pas anonyme")]
    [InlineData("$poll", "un sondage avec ses trois réponses")]
    [InlineData("$digest", "un seul envoi de nouvelles")]
    [InlineData("$end", "la fin du sondage, une fois")]
    [InlineData("$result", "le résultat, une fois")]
    public void Lacking_and_repeated_events_fail(string id, string expectation)
    {
        var one = SampleSalon.Events.Single(item => item.EventId == id);

        Assert.Contains(expectation, Missed([.. SampleSalon.Events.Where(item => item != one)]));
        Assert.Contains(expectation, Missed([.. SampleSalon.Events, one with { EventId = "$again" }]));
    }

    [Theory]
    [InlineData("2 votants sur 3.", "« 2 votants sur 3 »")]
    [InlineData("Pix : 2 voix, 100 %", "« Pix : 2 voix, 100 % »")]
    [InlineData("(SRANE)", "dans l'envoi : « Une valise », son lien, sa source (SRANE)")]
    public void A_line_that_is_not_there_fails(string line, string expectation) =>
        Assert.Equal([expectation], Missed([.. SampleSalon.Events.Select(item => Without(item, line))]));

    [Fact]
    public void What_a_colleague_wrote_does_not_pass_for_the_bot() =>
        Assert.False(Passes([.. SampleSalon.Events.Select(item => item with { Sender = SampleSalon.Nadia })]));

    [Fact]
    public void A_salon_that_never_was_fails() => Assert.False(Showing.IsAllMet([]));

    private static ReceivedEvent Without(ReceivedEvent item, string line)
    {
        if (item.Body?.Contains(line, StringComparison.Ordinal) != true) return item;
        var content = item.Content.DeepClone().AsObject();
        content["body"] = item.Body.Replace(line, "", StringComparison.Ordinal);
        return item with { Content = content };
    }

    private static bool Passes(IReadOnlyList<ReceivedEvent> salon) => Showing.IsAllMet(Judge(salon));

    private static List<string> Missed(IReadOnlyList<ReceivedEvent> salon) => [.. Judge(salon).Where(item => !item.IsMet).Select(item => item.What)];

    private static IReadOnlyList<Expectation> Judge(IReadOnlyList<ReceivedEvent> salon) =>
        Expectations.Judge(salon, SampleSalon.News, SampleSalon.Ballot, SampleSalon.Bot);
}
