using Microsoft.EntityFrameworkCore;
using RupnBot.Bot;
using RupnBot.Bot.Messages;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Polls.Records;
using RupnBot.Storage;

namespace RupnBot.Polls;

/// <summary>The ends of the bot's own polls are dates to come; when others' end is for them to say.</summary>
internal sealed class PollAgenda(Texts texts) : IAgendaSource
{
    private const int Most = 20;

    public async Task<IReadOnlyList<AgendaEntry>> EntriesAsync(BotDbContext db, RoomId salon, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var polls = await db.Set<Poll>().AsNoTracking()
            .Where(poll => poll.SalonId == salon && poll.IsOwn && poll.State == PollState.Open && poll.EndsAt >= from && poll.EndsAt < until)
            .OrderBy(poll => poll.EndsAt).Take(Most).Select(poll => new { poll.EndsAt, poll.Question }).ToListAsync(cancellationToken);
        return [.. polls.Select(poll => new AgendaEntry(poll.EndsAt, texts.Format("Polls.Agenda", ("question", DisplayText.OneLine(poll.Question)))))];
    }
}
