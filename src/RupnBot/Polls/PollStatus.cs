using Microsoft.EntityFrameworkCore;
using RupnBot.Bot;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Rooms;
using RupnBot.Polls.Life;
using RupnBot.Polls.Meetings;
using RupnBot.Polls.Records;
using RupnBot.Polls.Series;

namespace RupnBot.Polls;

/// <summary>The polls that run, with their ends.</summary>
internal sealed class PollStatus(PollHours hours, MeetingWords words) : IStatusSource
{
    public int Order => 40;

    public async Task<IReadOnlyList<string>> LinesAsync(CommandContext context, Room? salon, CancellationToken cancellationToken)
    {
        if (salon is null) return [];
        var polls = await context.Db.Set<Poll>()
            .Where(poll => poll.SalonId == salon.Id && (poll.State == PollState.Open || poll.State == PollState.Closing || poll.State == PollState.Closed))
            .OrderBy(poll => poll.EndsAt).Take(20).ToListAsync(cancellationToken);
        var series = await SeriesBook.RunningAsync(context.Db, [salon.Id], cancellationToken);
        var meetings = await CancelCommand.ComingAsync(context, [salon.Id], cancellationToken);
        return [.. polls.Select(poll => Line(poll, context)), .. series.Select(running => SeriesText.Line(running, hours, context.Texts)), .. meetings.Select(words.Line)];
    }

    private string Line(Poll poll, CommandContext context)
    {
        var texts = context.Texts;
        if (poll.State == PollState.Open)
            return texts.Format(poll.IsOwn ? "Polls.StatusOpen" : "Polls.StatusFollowed", ("question", poll.Question), ("end", hours.Text(poll.EndsAt, texts.Culture)));
        return texts.Format("Polls.StatusClosed", ("question", poll.Question), ("told", hours.Text(hours.ToldAt(context.Now), texts.Culture)));
    }
}
