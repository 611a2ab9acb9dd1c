using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Rooms;
using RupnBot.Matrix;
using RupnBot.Polls.Counting;
using RupnBot.Polls.Results;
using RupnBot.Storage;

namespace RupnBot.Polls.Records;

/// <summary>Counts the votes that are stored.</summary>
internal static class PollCounts
{
    /// <summary>The final result where there is one, else the count so far.</summary>
    public static async Task<PollReport> ReportAsync(BotDbContext db, Poll poll, UserId self, CancellationToken cancellationToken)
    {
        var earlier = await EarlierAsync(db, poll, cancellationToken);
        if (Final(poll) is { } final) return final with { Earlier = earlier };
        var tally = await TallyAsync(db, poll, end: null, cancellationToken);
        return new PollReport(poll.DefinitionOf(), tally, await MembersAsync(db, poll.SalonId, self, cancellationToken), poll.OpenedAt, Closed: null)
        {
            Earlier = earlier,
            IsForDate = poll.Dates is not null,
        };
    }

    private static PollReport? Final(Poll poll)
    {
        if (StoredResult.Read(poll.Result) is not { } stored) return null;
        var definition = poll.DefinitionOf();
        return new PollReport(definition, stored.ToTally(definition), stored.Members, poll.OpenedAt, poll.EndedAt) { IsForDate = poll.Dates is not null };
    }

    private static async Task<EarlierRound?> EarlierAsync(BotDbContext db, Poll poll, CancellationToken cancellationToken)
    {
        if (poll.SeriesId is not { } series) return null;
        var earlier = await db.Set<Poll>().AsNoTracking().Where(other => other.SeriesId == series && other.Result != null && other.OpenedAt < poll.OpenedAt)
            .OrderByDescending(other => other.OpenedAt).FirstOrDefaultAsync(cancellationToken);
        return earlier is not null && Final(earlier) is { } report ? new EarlierRound(earlier.OpenedAt, report) : null;
    }

    public static async Task<PollTally> TallyAsync(BotDbContext db, Poll poll, PollEnd? end, CancellationToken cancellationToken)
    {
        var ballots = await StoredBallots.OfAsync(db, poll.Id, cancellationToken);
        return poll.Form == PollForm.Message ? SeveralCounter.Count(poll.DefinitionOf(), ballots, end) : PollCounter.Count(poll.DefinitionOf(), ballots, end);
    }

    /// <summary>The end that counts, of those known to be valid; null while there is none.</summary>
    public static async Task<PollEnd?> EndAsync(BotDbContext db, Poll poll, CancellationToken cancellationToken)
    {
        var ends = await db.Set<PollEndEvent>().AsNoTracking().Where(end => end.PollId == poll.Id).ToListAsync(cancellationToken);
        // Only ends of people who may end it are stored, without their names: to the rule they are all alike.
        return PollEnd.FirstValid(default, ends.Select(end => new PollEndCandidate(end.EventId, default, end.Timestamp, SenderMayRedact: true)));
    }

    /// <summary>Those who could vote: the joined members without the bot; null when none is known.</summary>
    public static async Task<int?> MembersAsync(BotDbContext db, RoomId room, UserId self, CancellationToken cancellationToken)
    {
        var count = await db.Set<RoomMember>().CountAsync(member => member.RoomId == room && member.IsJoined && member.UserId != self, cancellationToken);
        return count == 0 ? null : count;
    }
}
