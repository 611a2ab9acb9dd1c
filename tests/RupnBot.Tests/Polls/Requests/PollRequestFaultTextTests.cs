using System.Globalization;
using RupnBot.Localization;
using RupnBot.Polls.Requests;

namespace RupnBot.Tests.Polls.Requests;

public sealed class PollRequestFaultTextTests
{
    private static readonly Texts French = new(CultureInfo.GetCultureInfo("fr-FR"));

    [Theory]
    [InlineData("fr-FR")]
    [InlineData("en")]
    public void Every_fault_is_told(string culture)
    {
        foreach (var kind in Enum.GetValues<PollRequestFaultKind>())
            Assert.NotEqual("", PollRequestFaultText.Render(new PollRequestFault(kind, "x"), new Texts(CultureInfo.GetCultureInfo(culture))).Plain);
    }

    [Fact]
    public void An_incomplete_poll_is_answered_with_what_to_write() =>
        Assert.Equal("Il manque les réponses\u00A0: une par ligne, deux au moins.", Told("Question ?").Split('\n')[0]);

    [Fact]
    public void A_proposal_can_be_sent_as_it_is_shown()
    {
        var told = Told("Quel jour ? lundi, mardi\nfin: vendredi 18h");
        var command = told[(told.IndexOf("sondage ", StringComparison.Ordinal) + "sondage ".Length)..];
        var poll = Assert.IsType<PollRequest>(PollRequestParser.Parse(command));
        Assert.Equal(("Quel jour ?", "vendredi 18h"), (poll.Question, poll.EndText));
        Assert.Equal(["lundi", "mardi"], poll.Answers);
    }

    [Fact]
    public void The_words_at_fault_are_quoted() => Assert.Contains("«\u00A0durée\u00A0»", Told("Q ? | A | B | durée: 3"), StringComparison.Ordinal);

    private static string Told(string text) =>
        PollRequestFaultText.Render(Assert.IsType<PollRequestFault>(PollRequestParser.Parse(text)), French).Plain;
}
