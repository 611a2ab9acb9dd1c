using RupnBot.Polls.Counting;

namespace RupnBot.Tests.Polls.Counting;

public sealed class SeveralCounterTests
{
    private static readonly PollDefinition Poll = new("Quand ?", [new("a1", "lundi"), new("a2", "mardi"), new("a3", "jeudi")], MaxSelections: 3);

    [Fact]
    public void Every_standing_reaction_counts() =>
        Assert.Equal([1, 0, 1], Votes(Mark("$1", "Karim", 1, "a1"), Mark("$2", "Karim", 2, "a3")));

    [Fact]
    public void A_person_is_one_voter_however_many_choices() =>
        Assert.Equal(2, Count(Mark("$1", "Karim", 1, "a1"), Mark("$2", "Karim", 2, "a3"), Mark("$3", "Lise", 3, "a1")).Voters);

    [Fact]
    public void The_same_choice_marked_twice_counts_once() => Assert.Equal([1, 0, 0], Votes(Mark("$1", "Karim", 1, "a1"), Mark("$2", "Karim", 2, "a1")));

    [Fact]
    public void A_withdrawn_reaction_was_never_given() =>
        Assert.Equal([0, 1, 0], Votes(Mark("$1", "Karim", 1, "a1") with { Redacted = true }, Mark("$2", "Karim", 2, "a2")));

    [Fact]
    public void A_vote_in_words_replaces_what_was_marked_before() =>
        Assert.Equal([0, 1, 1], Votes(Mark("$1", "Karim", 1, "a1"), Words("$2", "Karim", 2, "a2", "a3")));

    [Fact]
    public void A_reaction_given_after_a_vote_in_words_adds_to_it() =>
        Assert.Equal([1, 1, 0], Votes(Words("$1", "Karim", 1, "a2"), Mark("$2", "Karim", 2, "a1")));

    [Fact]
    public void A_vote_taken_back_in_words_takes_the_reactions_before_it_too() =>
        Assert.Equal(0, Count(Mark("$1", "Karim", 1, "a1"), Words("$2", "Karim", 2)).Voters);

    [Fact]
    public void A_removed_vote_in_words_brings_the_reactions_back() =>
        Assert.Equal([1, 0, 0], Votes(Mark("$1", "Karim", 1, "a1"), Words("$2", "Karim", 2, "a2") with { Redacted = true }));

    [Fact]
    public void What_comes_after_the_end_does_not_count() =>
        Assert.Equal([1, 0, 0], Votes(new PollEnd(new EventId("$end"), 5), Mark("$1", "Karim", 5, "a1"), Mark("$2", "Karim", 6, "a2"), Words("$3", "Karim", 7, "a3")));

    [Fact]
    public void A_key_beyond_the_choices_says_nothing() => Assert.Equal(0, Count(Mark("$1", "Karim", 1, "a9")).Voters);

    [Fact]
    public void The_order_of_reading_does_not_matter()
    {
        Ballot[] ballots = [Mark("$1", "Karim", 1, "a1"), Words("$2", "Karim", 2, "a2"), Mark("$3", "Karim", 2, "a3"), Mark("$4", "Lise", 1, "a1"), Words("$5", "Lise", 4, "a1", "a2")];
        var expected = Votes(ballots);
        var random = new Random(4);
        for (var i = 0; i < 100; i++)
        {
            random.Shuffle(ballots);
            Assert.Equal(expected, Votes([.. ballots, ballots[0]]));
        }
    }

    private static Ballot Mark(string id, string voter, long at, string choice) => new(new EventId(id), voter, at, [choice]) { IsMark = true };

    private static Ballot Words(string id, string voter, long at, params string[] choices) => new(new EventId(id), voter, at, choices);

    private static int[] Votes(params Ballot[] ballots) => Votes(null, ballots);

    private static int[] Votes(PollEnd? end, params Ballot[] ballots) => [.. SeveralCounter.Count(Poll, ballots, end).Answers.Select(answer => answer.Votes)];

    private static PollTally Count(params Ballot[] ballots) => SeveralCounter.Count(Poll, ballots, null);
}
