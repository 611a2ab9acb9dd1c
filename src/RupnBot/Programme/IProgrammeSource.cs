using RupnBot.Matrix;
using RupnBot.Storage;

namespace RupnBot.Programme;

/// <summary>Something that will happen in salons.</summary>
/// <param name="At">When.</param>
/// <param name="Text">What, in words, on one line, without the time and the salons.</param>
/// <param name="Salons">In how many.</param>
/// <param name="Salon">Its name when it is one; null otherwise.</param>
public sealed record ProgrammeEntry(DateTimeOffset At, string Text, int Salons, string? Salon = null)
{
    /// <summary>The day counts, and no hour is to be said.</summary>
    public bool IsAllDay { get; init; }
}

/// <summary>
/// A slice that knows what is to come in many salons at once. What it knows of one salon that a colleague may read there too is for
/// <see cref="Bot.IAgendaSource"/>, which <c>programme</c> asks as well.
/// </summary>
public interface IProgrammeSource
{
    /// <param name="db">The database; nothing is changed.</param>
    /// <param name="salons">The salons of whoever asks; null: all of them.</param>
    /// <param name="from">From when on.</param>
    /// <param name="until">Until before when.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    Task<IReadOnlyList<ProgrammeEntry>> EntriesAsync(BotDbContext db, IReadOnlyCollection<RoomId>? salons, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken);
}
