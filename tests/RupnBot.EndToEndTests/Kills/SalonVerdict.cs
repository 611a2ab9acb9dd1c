namespace RupnBot.EndToEndTests.Kills;

/// <summary>Reads a salon's history as anybody in it would: everything is there, and once.</summary>
internal static class SalonVerdict
{
    private const string Marker = "fr.rupnbot.id";

    public static async Task AssertAsync(SalonLife salon, string robot, CancellationToken cancellationToken)
    {
        var own = (await salon.Referent.ReadAsync(salon.RoomId, cancellationToken)).Where(item => item.Sender == robot && item.StateKey is null).ToList();
        // Nothing the bot said stands there twice: what it sends bears an id of ours whatever the homeserver made of it.
        Assert.Equal(own.Count, own.Select(item => item.Content[Marker]!.GetValue<string>()).Distinct().Count());
        Assert.Single(own, SalonLife.IsDigest);
        Assert.All(salon.AnsweredOnce, command => Assert.Single(own, item => item.RepliesTo == command));
        foreach (var poll in salon.Polls)
        {
            Assert.Equal(poll.PollId, Assert.Single(own, item => SalonLife.Question(item) == poll.Question).EventId);
            Assert.Single(own, item => item.Type == "org.matrix.msc3381.poll.end" && item.RelatesTo == poll.PollId);
            poll.AssertToldBy(Assert.Single(own, poll.IsResult));
        }

        // The welcome, the digest, the answers; of each poll the words before it, the poll, its end and its result.
        Assert.Equal(2 + salon.AnsweredOnce.Count + (4 * salon.Polls.Count), own.Count);
    }
}
