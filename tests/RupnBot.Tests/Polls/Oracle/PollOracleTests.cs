using System.Text;
using System.Text.Json;
using RupnBot.Bot.Rooms;
using RupnBot.Matrix;
using RupnBot.Polls.Counting;
using RupnBot.Polls.Records;
using RupnBot.Polls.Timeline;

namespace RupnBot.Tests.Polls.Oracle;

/// <summary>The bot's reading and counting of a followed poll against <see cref="PollOracle"/>, from the same JSON.</summary>
public sealed class PollOracleTests
{
    private const int Histories = 10_000;

    [Fact]
    public void Counting_agrees_with_the_MSC_in_10000_random_histories()
    {
        var seen = (Votes: 0, Spoiled: 0, Closed: 0, Edited: 0, Redacted: 0);
        for (var seed = 0; seed < Histories; seed++)
        {
            var history = new RandomHistory(seed);
            var expected = PollOracle.Count(history.Events, RandomHistory.Start, new HashSet<string> { RandomHistory.Moderator });

            var (poll, tally, end) = Ours(history.Events);

            var message = $"seed {seed}: {JsonSerializer.Serialize(history.Events)}";
            Assert.True(expected.Votes.SequenceEqual(tally.Answers.Select(answer => (answer.Answer.Id, answer.Votes))), message);
            Assert.True((expected.Voters, expected.Spoiled, expected.Closed) == (tally.Voters, tally.Spoiled, end?.Timestamp), message);
            seen = (seen.Votes + tally.Voters, seen.Spoiled + tally.Spoiled, seen.Closed + (end is null ? 0 : 1), seen.Edited + (poll.EditedAt is null ? 0 : 1),
                seen.Redacted + history.Events.Count(item => item.GetProperty("type").GetString() == EventTypes.Redaction));
        }

        // Every rule had its chance, many times.
        Assert.True(seen is { Votes: > 10_000, Spoiled: > 5_000, Closed: > 2_000, Edited: > 2_000, Redacted: > 5_000 }, $"{seen}");
    }

    private static (Poll Poll, PollTally Tally, PollEnd? End) Ours(IReadOnlyList<JsonElement> raw)
    {
        var redacted = raw.Where(item => item.TryGetProperty("redacts", out _)).Select(item => item.GetProperty("redacts").GetString()).ToHashSet();
        var events = raw.Select(Read).ToList();
        var start = events.Single(item => item.EventId.Value == RandomHistory.Start);
        var poll = new Poll { Key = "k", Creator = start.Sender, StartEvent = start.EventId, State = PollState.Open };
        poll.Take((PollStartContent)start.Content);
        var levels = RoomRights.LevelsOf(new Room { Id = new RoomId("!salon:rupn.test"), PowerLevels = JsonSerializer.Serialize(new { users = new Dictionary<string, int> { [RandomHistory.Moderator] = 50 } }) });
        var ballots = new List<Ballot>();
        var ends = new List<PollEndCandidate>();
        foreach (var item in events)
        {
            var isRedacted = redacted.Contains(item.EventId.Value);
            switch (item.Content)
            {
                case PollResponseContent vote when vote.Start == poll.StartEvent:
                    ballots.Add(new Ballot(item.EventId, item.Sender.Value, item.OriginServerTs, vote.Answers, isRedacted));
                    break;
                case PollEndContent end when end.Start == poll.StartEvent:
                    ends.Add(new PollEndCandidate(item.EventId, item.Sender, item.OriginServerTs, levels.CanRedact(item.Sender), isRedacted));
                    break;
                case PollStartContent { RelatesTo: { RelType: RelatesTo.Replace } relation } when !isRedacted && relation.EventId == poll.StartEvent:
                    PollEdits.Apply(poll, item);
                    break;
            }
        }

        var closed = PollEnd.FirstValid(start.Sender, ends);
        return (poll, PollCounter.Count(poll.DefinitionOf(), ballots, closed), closed);
    }

    private static MatrixEvent Read(JsonElement item) => new()
    {
        Type = item.GetProperty("type").GetString()!,
        EventId = new EventId(item.GetProperty("event_id").GetString()!),
        Sender = new UserId(item.GetProperty("sender").GetString()!),
        OriginServerTs = item.GetProperty("origin_server_ts").GetInt64(),
        ContentJson = Encoding.UTF8.GetBytes(item.GetProperty("content").GetRawText()),
    };
}
