using RupnBot.Demo.Colleagues;
using RupnBot.Demo.Colleagues.Encryption;
using RupnBot.Demo.Story;

namespace RupnBot.EndToEndTests.DemoTests;

/// <summary>The demo's check of the encrypted salon fails when something was in clear, was not read, or lacks.</summary>
public sealed class EncryptedExpectationsTests
{
    private const string NothingInClear = "sur le serveur, rien du robot en clair";
    private const string NadiaReads = "Nadia déchiffre tout ce que le robot a écrit";
    private const string ThomasReads = "Thomas déchiffre tout ce que le robot a écrit";

    [Fact]
    public void A_salon_that_shows_all_passes() => Assert.Empty(Missed());

    [Fact]
    public void Something_of_the_bot_in_clear_on_the_wire_fails() =>
        Assert.Equal([NothingInClear], Missed(wire: [.. SampleSalon.OnTheWire, SampleSalon.Message("$leak", "m.text", "Merci")]));

    [Fact]
    public void State_redactions_and_reactions_are_in_clear_always()
    {
        var spoken = SampleSalon.Message("$clear", "m.text", "Merci");

        Assert.Empty(Missed(wire:
        [
            .. SampleSalon.OnTheWire,
            spoken with { Type = "m.room.member", StateKey = SampleSalon.Bot },
            spoken with { Type = "m.reaction" },
            spoken with { Type = "m.room.redaction" },
        ]));
    }

    [Fact]
    public void A_wire_without_any_ciphertext_fails() => Assert.Equal([NothingInClear, NadiaReads, ThomasReads], Missed(wire: []));

    [Fact]
    public void A_message_that_the_other_colleague_cannot_read_fails() =>
        Assert.Equal([ThomasReads], Missed(thomas: [.. SampleSalon.Deciphered.Select(item => item.EventId == "$end" ? item with { Failure = "no key" } : item)]));

    [Fact]
    public void A_message_that_never_reached_the_reader_fails()
    {
        var missed = Missed([.. SampleSalon.Deciphered.Where(item => item.EventId != "$result")]);

        Assert.Contains(NadiaReads, missed);
        Assert.Contains("le résultat, une fois", missed);
    }

    [Fact]
    public void A_text_that_came_in_clear_is_not_what_the_salon_must_show() =>
        Assert.Contains(
            "un seul envoi de nouvelles",
            Missed([.. SampleSalon.Deciphered.Select(item => item.EventId == "$digest" ? item with { Encrypted = false } : item)]));

    [Fact]
    public void A_warning_of_the_client_fails() => Assert.Equal(
        ["le client de Nadia ne met pas en garde contre le robot"],
        Missed([.. SampleSalon.Deciphered.Select(item => item with { Shield = "GREY UNSIGNED_DEVICE" })]));

    private static List<string> Missed(
        IReadOnlyList<DecryptedEvent>? nadia = null, IReadOnlyList<DecryptedEvent>? thomas = null, IReadOnlyList<ReceivedEvent>? wire = null)
    {
        var judged = EncryptedExpectations.Judge(
            [("Nadia", nadia ?? SampleSalon.Deciphered), ("Thomas", thomas ?? SampleSalon.Deciphered)],
            wire ?? SampleSalon.OnTheWire,
            SampleSalon.News,
            SampleSalon.Ballot,
            SampleSalon.Bot);
        return [.. judged.Where(item => !item.IsMet).Select(item => item.What)];
    }
}
