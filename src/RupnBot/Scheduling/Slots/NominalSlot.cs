namespace RupnBot.Scheduling.Slots;

/// <summary>A slot as the cadence alone names it, before the calendar has its say. It may move up to the eve of <paramref name="Next"/>.</summary>
internal readonly record struct NominalSlot(string Key, DateOnly Date, DateOnly Next);
