using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Outbox;
using RupnBot.Matrix;
using RupnBot.Polls.Commands;
using RupnBot.Polls.Life;
using RupnBot.Polls.Records;

namespace RupnBot.Polls.Meetings;

/// <summary><c>retenir</c>: fixes the best slot of a date poll, or the one named, and announces it with a file for calendars.</summary>
internal sealed class KeepCommand(PollCloser closer, MeetingRounds rounds, MeetingWords words, PollHours hours) : ICommand
{
    public CommandInfo Info { get; } = new("retenir", "keep", Role.Referent, Places.Everywhere, "retiens", "fixer") { Theme = HelpTheme.Polls };

    public async Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var poll = await PickAsync(context, cancellationToken);
        var db = context.Db;
        if (poll.State == PollState.Withdrawn) throw context.Fault("Polls.Withdrawn", ("question", poll.Question));
        if (await db.Set<Meeting>().AnyAsync(meeting => meeting.PollId == poll.Id && !meeting.IsCancelled, cancellationToken)) throw context.Fault("Meetings.KeptAlready", ("title", poll.Question));
        var report = await PollCounts.ReportAsync(db, poll, context.Self, cancellationToken);
        var dates = poll.DatesOf();
        var best = report.Tally.Answers.MaxBy(answer => answer.Votes)!;
        var chosen = context.Line.Rest.Trim().Length == 0 ? best.Answer : Named(context, poll);
        var position = report.Tally.Answers.ToList().FindIndex(answer => answer.Answer == chosen);
        var votes = report.Tally.Answers[position].Votes;
        if (context.Line.Rest.Trim().Length == 0 && votes == 0) throw context.Fault("Meetings.NoVotes", ("title", poll.Question));
        if (dates[position] <= context.Now) throw context.Fault("Meetings.Past", ("slot", hours.Text(dates[position], context.Texts.Culture)));
        var meeting = new Meeting
        {
            Key = poll.Key,
            PollId = poll.Id,
            SalonId = poll.SalonId,
            Title = poll.Question,
            Place = poll.Place,
            StartsAt = dates[position],
            EndsAt = dates[position].AddMinutes(poll.Minutes ?? 60),
        };
        rounds.SkipPast(meeting, context.Now);
        await ReplaceAsync(context, meeting, cancellationToken);
        if (poll.State == PollState.Open) await closer.CloseAsync(db, poll, context.Now, cancellationToken);
        var isTie = report.Tally.Answers.Count(answer => answer.Votes == votes) > 1 && votes == best.Votes;
        await context.QueueAsync(new OutgoingMessage(meeting.SalonId, words.Kept(meeting, votes, isTie)) { Priority = RequestPriority.Poll }, cancellationToken);
        await context.QueueAsync(words.File(meeting, context.Now), cancellationToken);
    }

    private static async Task<Poll> PickAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var polls = (await PollChoice.CandidatesAsync(context, asReferent: true, cancellationToken)).Where(poll => poll.Dates is not null && poll.State != PollState.Withdrawn).ToList();
        if (await PollChoice.RepliedToAsync(context, cancellationToken) is { } replied) return replied.Dates is not null ? replied : throw context.Fault("Meetings.NotForDate", ("question", replied.Question));
        if (polls.Count == 0) throw context.Fault("Meetings.NoDatePoll");
        var open = polls.Where(poll => poll.State == PollState.Open).ToList();
        return open.Count > 1 ? await PollChoice.OneOfAsync(context, open, number: null, cancellationToken) : open.FirstOrDefault() ?? polls[0];
    }

    private static PollAnswer Named(CommandContext context, Poll poll) =>
        AnswerWords.Find(poll.DefinitionOf().Answers, context.Line.Rest) ?? throw context.Fault("Meetings.WhichSlot", ("title", poll.Question));

    // One that was cancelled makes room for the date now fixed; calendars then see the same event again.
    private static async Task ReplaceAsync(CommandContext context, Meeting meeting, CancellationToken cancellationToken)
    {
        if (await context.Db.Set<Meeting>().AsTracking().FirstOrDefaultAsync(other => other.PollId == meeting.PollId, cancellationToken) is { } cancelled) context.Db.Remove(cancelled);
        await context.Db.SaveChangesAsync(cancellationToken);
        context.Db.Add(meeting);
        await context.Db.SaveChangesAsync(cancellationToken);
    }
}
