using System.Text.Json;
using RupnBot.Polls.Counting;

namespace RupnBot.Polls.Records;

/// <summary>A final count as it is kept: numbers only, in the poll's order of answers.</summary>
internal sealed record StoredResult(IReadOnlyList<int> Votes, int Voters, int Spoiled, int? Members)
{
    public static string Write(PollTally tally, int? members) =>
        JsonSerializer.Serialize(new StoredResult([.. tally.Answers.Select(answer => answer.Votes)], tally.Voters, tally.Spoiled, members));

    public static StoredResult? Read(string? json) => json is null ? null : JsonSerializer.Deserialize<StoredResult>(json);

    public PollTally ToTally(PollDefinition poll) => new(
        [.. poll.Answers.Select((answer, i) => new AnswerVotes(answer, i < Votes.Count ? Votes[i] : 0))],
        Voters,
        Spoiled,
        new Dictionary<string, Ballot>());
}
