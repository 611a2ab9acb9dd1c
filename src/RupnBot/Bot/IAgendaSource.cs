using RupnBot.Matrix;
using RupnBot.Storage;

namespace RupnBot.Bot;

/// <summary>Something that happens in a salon at a time to come.</summary>
/// <param name="At">When.</param>
/// <param name="Text">What, in words, on one line, without the time.</param>
public sealed record AgendaEntry(DateTimeOffset At, string Text)
{
    /// <summary>The day counts, and no hour is to be said.</summary>
    public bool IsAllDay { get; init; }
}

/// <summary>A slice that knows dates to come.</summary>
public interface IAgendaSource
{
    Task<IReadOnlyList<AgendaEntry>> EntriesAsync(BotDbContext db, RoomId salon, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken);
}
