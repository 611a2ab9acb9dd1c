using RupnBot.Demo;
using RupnBot.Demo.Colleagues;
using RupnBot.Demo.Colleagues.Encryption;
using RupnBot.EndToEndTests.Bench.Encryption;

namespace RupnBot.EndToEndTests.Encryption.Kills;

/// <summary>Compares what stands in a salon with what a colleague's client could decrypt of it: everything is there, once, and can be read.</summary>
internal static class EncryptedVerdict
{
    private const string Marker = "fr.rupnbot.id";

    public static async Task AssertAsync(EncryptedLife life, string robot, EncryptedColleague reader, CancellationToken cancellationToken)
    {
        await Wire.AssertNothingInClearAsync(reader.Account, life.RoomId, robot, cancellationToken);
        var own = await ReadOwnAsync(life.RoomId, robot, reader, cancellationToken);
        // Nothing the bot said stands there twice: what it sends bears an id of ours whatever the homeserver made of it.
        Assert.Equal(own.Count, own.Select(item => item.Content[Marker]!.GetValue<string>()).Distinct().Count());
        Assert.All(life.AnsweredOnce, command => Assert.Single(own, item => item.RepliesTo == command));
        foreach (var poll in life.Polls)
        {
            Assert.Equal(poll.PollId, Assert.Single(own, item => PollAnswers.Question(item) == poll.Question).EventId);
            Assert.Single(own, item => item.Type == "org.matrix.msc3381.poll.end" && item.RelatesTo == poll.PollId);
            poll.AssertToldBy(Assert.Single(own, poll.IsResult));
        }

        // The welcome, the answers; of each poll the words before it, the poll, its end and its result.
        Assert.Equal(1 + life.AnsweredOnce.Count + (4 * life.Polls.Count), own.Count);
    }

    /// <summary>All the bot's messages as the wire has them, as this client reads them.</summary>
    private static async Task<IReadOnlyList<ReceivedEvent>> ReadOwnAsync(string roomId, string robot, EncryptedColleague reader, CancellationToken cancellationToken)
    {
        var wire = MegolmMessage.Among(await reader.Account.ReadAsync(roomId, cancellationToken)).Where(message => message.Sender == robot).ToList();
        return await Eventually.GetAsync(
            _ =>
            {
                var readable = reader.Seen(roomId).Where(item => item.IsReadable).ToDictionary(item => item.EventId, item => item.Clear);
                var own = wire.Select(message => readable.GetValueOrDefault(message.EventId)).OfType<ReceivedEvent>().ToList();
                return Task.FromResult(own.Count == wire.Count ? own : null);
            },
            () => $"{reader.UserId} reads all {wire.Count} messages; the client saw:\n{string.Join('\n', reader.Seen(roomId))}",
            null,
            cancellationToken);
    }
}
