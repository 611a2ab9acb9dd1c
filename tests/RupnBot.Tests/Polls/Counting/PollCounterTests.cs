using RupnBot.Matrix;
using RupnBot.Polls.Counting;

namespace RupnBot.Tests.Polls.Counting;

public sealed class PollCounterTests
{
    private int _events;

    [Fact]
    public void The_latest_ballot_of_a_person_stands() => AssertVotes("0 1 0", Vote("anne", 1, "a"), Vote("anne", 3, "b"), Vote("anne", 2, "c"));

    [Fact]
    public void Two_people_with_one_answer_are_two_votes() => AssertVotes("2 0 0", Vote("anne", 1, "a"), Vote("luc", 1, "a"));

    [Fact]
    public void An_unknown_answer_spoils_and_the_previous_vote_does_not_come_back()
    {
        var tally = Count(null, Vote("anne", 1, "a"), Vote("anne", 2, "z"));
        Assert.Equal((0, 1), (tally.Voters, tally.Spoiled));
        Assert.All(tally.Answers, answer => Assert.Equal(0, answer.Votes));
    }

    [Fact]
    public void An_unknown_answer_beyond_the_cut_spoils_too() => Assert.Equal(1, Count(null, Vote("anne", 1, "a", "b", "z")).Spoiled);

    [Fact]
    public void An_unreadable_response_spoils_the_vote_before() =>
        AssertVotes("0 0 0", Vote("anne", 1, "a"), Vote("anne", 2) with { Answers = null });

    [Fact]
    public void An_empty_list_takes_the_vote_back_without_spoiling()
    {
        var tally = Count(null, Vote("anne", 1, "a"), Vote("anne", 2));
        Assert.Equal((0, 0), (tally.Voters, tally.Spoiled));
    }

    [Fact]
    public void Selections_are_cut_before_duplicates_are_dropped() => AssertVotes("1 0 0", Vote("anne", 1, "a", "a", "b"));

    [Fact]
    public void As_many_answers_count_as_the_poll_allows() => AssertVotes("0 1 1", Vote("anne", 1, "c", "b", "a"));

    [Fact]
    public void A_redacted_vote_brings_the_previous_one_back() =>
        AssertVotes("1 0 0", Vote("anne", 1, "a"), Vote("anne", 2, "b") with { Redacted = true });

    [Fact]
    public void A_redacted_spoiled_vote_brings_the_previous_one_back() =>
        AssertVotes("1 0 0", Vote("anne", 1, "a"), Vote("anne", 2, "z") with { Redacted = true });

    [Fact]
    public void A_vote_of_the_very_instant_of_the_end_counts_and_a_later_one_never_happened()
    {
        var tally = Count(new PollEnd(new EventId("$end"), 10), Vote("anne", 10, "a"), Vote("anne", 11, "b"), Vote("luc", 11, "b"));
        Assert.Equal([1, 0, 0], tally.Answers.Select(answer => answer.Votes));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_two_ballots_of_one_instant_the_greater_event_id_stands_in_whatever_order_they_were_read(bool reversed)
    {
        Ballot[] ballots = [Vote("anne", 1, "a"), Vote("anne", 1, "b")];
        if (reversed) Array.Reverse(ballots);
        AssertVotes("0 1 0", ballots);
    }

    [Fact]
    public void The_same_event_read_twice_is_one_vote()
    {
        var ballot = Vote("anne", 1, "a");
        AssertVotes("1 0 0", ballot, ballot);
    }

    [Fact]
    public void The_tally_tells_a_person_which_ballot_of_theirs_counts()
    {
        var last = Vote("anne", 2, "b");
        Assert.Equal(last, Count(null, Vote("anne", 1, "a"), last).Standing["anne"]);
    }

    [Fact]
    public void A_poll_without_ballots_has_zero_for_each_answer() => AssertVotes("0 0 0");

    [Fact]
    public void Answers_after_the_twentieth_do_not_exist()
    {
        var poll = new PollDefinition("?", [.. Enumerable.Range(1, 21).Select(i => new PollAnswer($"{i}", $"{i}"))]);
        var tally = PollCounter.Count(poll, [Vote("anne", 1, "20"), Vote("luc", 1, "21")], null);
        Assert.Equal((20, 1, 1), (tally.Answers.Count, tally.Voters, tally.Spoiled));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    public void A_limit_below_one_selection_means_one(int maxSelections) =>
        Assert.Equal(1, new PollDefinition("?", [new("a", "A")], maxSelections).MaxSelections);

    [Fact]
    public void Of_two_answers_with_one_id_the_first_gets_the_vote()
    {
        var poll = new PollDefinition("?", [new("a", "A"), new("a", "B")]);
        Assert.Equal([1, 0], PollCounter.Count(poll, [Vote("anne", 1, "a")], null).Answers.Select(answer => answer.Votes));
    }

    private static PollTally Count(PollEnd? end, params Ballot[] ballots) =>
        PollCounter.Count(new PollDefinition("?", [new("a", "A"), new("b", "B"), new("c", "C")], 2), ballots, end);

    private static void AssertVotes(string expected, params Ballot[] ballots) =>
        Assert.Equal(expected, string.Join(' ', Count(null, ballots).Answers.Select(answer => answer.Votes)));

    private Ballot Vote(string voter, long timestamp, params string[] answers) =>
        new(new EventId($"$event{_events++:D4}"), voter, timestamp, answers);
}
