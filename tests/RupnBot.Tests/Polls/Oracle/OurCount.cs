using System.Text;
using System.Text.Json;
using RupnBot.Bot.Rooms;
using RupnBot.Matrix;
using RupnBot.Polls.Counting;
using RupnBot.Polls.Records;
using RupnBot.Polls.Timeline;

namespace RupnBot.Tests.Polls.Oracle;

/// <summary>The bot's own reading and counting of a followed poll, from the raw JSON of a room's events.</summary>
internal static class OurCount
{
    public static (Poll Poll, PollTally Tally, PollEnd? End) Of(IReadOnlyList<JsonElement> raw)
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
