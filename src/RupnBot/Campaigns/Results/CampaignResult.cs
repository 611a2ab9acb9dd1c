using System.Text.Json;
using System.Text.Json.Serialization;
using RupnBot.Polls.Counting;

namespace RupnBot.Campaigns.Results;

/// <summary>A final count of a campaign's poll as it is kept: numbers only, in the poll's order of answers.</summary>
internal sealed record CampaignResult(IReadOnlyList<int> Votes, int Voters, int Spoiled)
{
    public static CampaignResult Of(PollTally tally) => new([.. tally.Answers.Select(answer => answer.Votes)], tally.Voters, tally.Spoiled);

    public static CampaignResult? Read(string? json) => json is null ? null : JsonSerializer.Deserialize(json, CampaignResultJson.Default.CampaignResult);

    public string Write() => JsonSerializer.Serialize(this, CampaignResultJson.Default.CampaignResult);

    public PollTally ToTally(PollDefinition poll) =>
        new([.. poll.Answers.Select((answer, i) => new AnswerVotes(answer, i < Votes.Count ? Votes[i] : 0))], Voters, Spoiled, new Dictionary<string, Ballot>());
}

[JsonSerializable(typeof(CampaignResult))]
internal sealed partial class CampaignResultJson : JsonSerializerContext;
