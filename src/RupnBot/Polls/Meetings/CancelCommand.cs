using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Outbox;
using RupnBot.Matrix;
using RupnBot.Polls.Commands;

namespace RupnBot.Polls.Meetings;

/// <summary><c>annuler</c>: a date that was fixed is not kept; the salon is told, and calendars by a file.</summary>
internal sealed class CancelCommand(MeetingWords words) : ICommand
{
    public CommandInfo Info { get; } = new("annuler", "cancel", Role.Referent, Places.Everywhere, "annule") { Theme = HelpTheme.Polls };

    public async Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var salons = await PollChoice.RoomsAsync(context, asReferent: true, cancellationToken);
        var meetings = await ComingAsync(context, salons, cancellationToken);
        if (meetings.Count == 0) throw context.Fault("Meetings.None");
        var meeting = meetings.Count == 1
            ? meetings[0]
            : await ChosenAsync(context, meetings, cancellationToken);
        meeting.IsCancelled = true;
        await context.QueueAsync(new OutgoingMessage(meeting.SalonId, words.Cancelled(meeting)) { Priority = RequestPriority.Poll }, cancellationToken);
        await context.QueueAsync(words.File(meeting, context.Now), cancellationToken);
    }

    public static Task<List<Meeting>> ComingAsync(CommandContext context, IReadOnlyCollection<RoomId> salons, CancellationToken cancellationToken) => context.Db.Set<Meeting>().AsTracking()
        .Where(meeting => salons.Contains(meeting.SalonId) && !meeting.IsCancelled && meeting.StartsAt > context.Now).OrderBy(meeting => meeting.StartsAt).Take(20).ToListAsync(cancellationToken);

    private async Task<Meeting> ChosenAsync(CommandContext context, List<Meeting> meetings, CancellationToken cancellationToken)
    {
        var options = meetings.ConvertAll(meeting => new ChoiceOption($"{meeting.Id}", words.Line(meeting)));
        var chosen = await context.ChooseAsync("meeting", context.Texts.Get("Meetings.Which"), options, cancellationToken);
        return meetings.First(meeting => $"{meeting.Id}" == chosen);
    }
}
