using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RupnBot.Configuration;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Polls.Meetings;
using RupnBot.Polls.Privacy;
using RupnBot.Polls.Records;
using RupnBot.Privacy;
using RupnBot.Storage;

namespace RupnBot.Polls;

/// <summary>Votes are kept under pseudonyms, one a poll or campaign; whoever asks can still be shown and rid of theirs, for the pseudonyms can be made again.</summary>
internal sealed class PollPersonalData(VoterPseudonym pseudonyms, IOptions<PrivacyOptions> options, Texts texts) : IPersonalData
{
    private const int AtOnce = 400;

    public async Task<IReadOnlyList<string>> DescribeAsync(BotDbContext db, UserId user, CancellationToken cancellationToken)
    {
        var votes = 0;
        foreach (var chunk in await VotersAsync(db, user, cancellationToken))
            votes += await db.Set<PollBallot>().Where(ballot => chunk.Contains(ballot.Voter)).Select(ballot => ballot.PollId).Distinct().CountAsync(cancellationToken);
        var made = await db.Set<Poll>().CountAsync(poll => poll.Creator == user, cancellationToken);
        var lines = new List<string>();
        if (votes > 0) lines.Add(texts.Plural("Polls.DataVotes", votes, ("days", options.Value.VoteRetentionDays)));
        if (made > 0) lines.Add(texts.Plural("Polls.DataMade", made));
        return lines;
    }

    public async Task ForgetAsync(BotDbContext db, UserId user, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        foreach (var chunk in await VotersAsync(db, user, cancellationToken))
        {
            var ballots = db.Set<PollBallot>().Where(ballot => chunk.Contains(ballot.Voter));
            // The votes still stand in the room: those of polls that run must not be read back from there.
            var running = await ballots
                .Join(db.Set<Poll>().Where(poll => poll.State < PollState.Closed), ballot => ballot.PollId, poll => poll.Id, (ballot, poll) => new { ballot.EventId, poll.RoomId })
                .ToListAsync(cancellationToken);
            foreach (var vote in running)
                if (await db.FindAsync<SeenRedaction>([vote.EventId, vote.RoomId], cancellationToken) is null) db.Add(new SeenRedaction { EventId = vote.EventId, RoomId = vote.RoomId });
            await ballots.ExecuteDeleteAsync(cancellationToken);
        }

        foreach (var poll in await db.Set<Poll>().AsTracking().Where(poll => poll.Creator == user).ToListAsync(cancellationToken)) poll.Creator = null;
    }

    public async Task PurgeAsync(BotDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        var votesEnd = now.AddDays(-options.Value.VoteRetentionDays);
        var pollsEnd = now.AddDays(-options.Value.PollRetentionDays);
        await db.Set<PollBallot>().Where(ballot => db.Set<Poll>().Any(poll => poll.Id == ballot.PollId && poll.EndedAt < votesEnd)).ExecuteDeleteAsync(cancellationToken);
        await db.Set<PollEndEvent>().Where(end => db.Set<Poll>().Any(poll => poll.Id == end.PollId && poll.EndedAt < votesEnd)).ExecuteDeleteAsync(cancellationToken);
        await db.Set<Poll>().Where(poll => poll.EndedAt < pollsEnd).ExecuteDeleteAsync(cancellationToken);
        await db.Set<Meeting>().Where(meeting => meeting.EndsAt < pollsEnd).ExecuteDeleteAsync(cancellationToken);
        await db.Set<SeenRedaction>().Where(redaction => !db.Set<Poll>().Any(poll => poll.RoomId == redaction.RoomId && poll.State < PollState.Closed)).ExecuteDeleteAsync(cancellationToken);
    }

    private async Task<List<string[]>> VotersAsync(BotDbContext db, UserId user, CancellationToken cancellationToken)
    {
        var keys = await db.Set<Poll>().Where(poll => db.Set<PollBallot>().Any(ballot => ballot.PollId == poll.Id)).Select(poll => poll.CampaignKey ?? poll.Key).Distinct().ToListAsync(cancellationToken);
        return [.. keys.Select(key => pseudonyms.Of(key, user)).Chunk(AtOnce)];
    }
}
