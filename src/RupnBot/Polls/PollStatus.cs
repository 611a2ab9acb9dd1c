using Microsoft.EntityFrameworkCore;
using RupnBot.Bot;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Rooms;
using RupnBot.Polls.Life;
using RupnBot.Polls.Records;

namespace RupnBot.Polls;

/// <summary>The polls that run, with their ends.</summary>
internal sealed class PollStatus(PollHours hours) : IStatusSource
{
    public int Order => 40;

    public async Task<IReadOnlyList<string>> LinesAsync(CommandContext context, Room? salon, CancellationToken cancellationToken)
    {
        if (salon is null) return [];
        var polls = await context.Db.Set<Poll>()
            .Where(poll => poll.SalonId == salon.Id && (poll.State == PollState.Open || poll.State == PollState.Closing || poll.State == PollState.Closed))
            .OrderBy(poll => poll.EndsAt).Take(20).ToListAsync(cancellationToken);
        return polls.ConvertAll(poll => Line(poll, context));
    }

    private string Line(Poll poll, CommandContext context)
    {
        var texts = context.Texts;
        if (poll.State == PollState.Open)
            return texts.Format(poll.IsOwn ? "Polls.StatusOpen" : "Polls.StatusFollowed", ("question", poll.Question), ("end", hours.Text(poll.EndsAt, texts.Culture)));
        return texts.Format("Polls.StatusClosed", ("question", poll.Question), ("told", hours.Text(hours.ToldAt(context.Now), texts.Culture)));
    }
}
