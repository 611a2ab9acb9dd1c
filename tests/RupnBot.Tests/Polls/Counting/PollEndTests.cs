using RupnBot.Matrix;
using RupnBot.Polls.Counting;

namespace RupnBot.Tests.Polls.Counting;

public sealed class PollEndTests
{
    private static readonly UserId Creator = new("@anne:hs");
    private static readonly UserId Other = new("@luc:hs");

    [Fact]
    public void The_creators_end_closes_the_poll() =>
        Assert.Equal(new PollEnd(new EventId("$e"), 5), PollEnd.FirstValid(Creator, [End("$e", Creator, 5)]));

    [Fact]
    public void An_end_by_someone_else_is_ignored_even_when_it_is_the_first() =>
        Assert.Equal(7, PollEnd.FirstValid(Creator, [End("$e", Other, 5), End("$f", Creator, 7)])?.Timestamp);

    [Fact]
    public void Someone_who_may_redact_closes_the_poll() =>
        Assert.Equal(5, PollEnd.FirstValid(Creator, [End("$f", Creator, 7), End("$e", Other, 5) with { SenderMayRedact = true }])?.Timestamp);

    [Fact]
    public void A_redacted_end_leaves_the_poll_open() =>
        Assert.Null(PollEnd.FirstValid(Creator, [End("$e", Creator, 5) with { Redacted = true }]));

    [Fact]
    public void Of_two_ends_of_one_instant_the_smaller_event_id_counts() =>
        Assert.Equal("$a", PollEnd.FirstValid(Creator, [End("$b", Creator, 5), End("$a", Creator, 5)])?.EventId.Value);

    private static PollEndCandidate End(string id, UserId sender, long timestamp) => new(new EventId(id), sender, timestamp, false);
}
