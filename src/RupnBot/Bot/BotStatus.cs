using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Health;
using RupnBot.Bot.Outbox;
using RupnBot.Bot.Rooms;

namespace RupnBot.Bot;

/// <summary>The bot's own part of <c>statut</c>: well or not, and what still waits to be sent here.</summary>
internal sealed class BotStatus(BotHealth health) : IStatusSource
{
    public int Order => 0;

    public async Task<IReadOnlyList<string>> LinesAsync(CommandContext context, Room? salon, CancellationToken cancellationToken)
    {
        var troubles = health.Troubles;
        var lines = new List<string> { troubles.Count == 0 ? context.Texts.Get("Bot.StatusWell") : context.Texts.Format("Bot.StatusTroubles", ("topics", string.Join(", ", troubles.Select(trouble => trouble.Topic)))) };
        if (salon is null) return lines;
        var waiting = await context.Db.Set<OutboxMessage>().CountAsync(row => row.RoomId == salon.Id && (row.State == OutboxState.Queued || row.State == OutboxState.Attempted), cancellationToken);
        if (waiting > 0) lines.Add(context.Texts.Plural("Bot.StatusWaiting", waiting));
        return lines;
    }
}
