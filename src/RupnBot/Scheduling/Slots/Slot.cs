namespace RupnBot.Scheduling.Slots;

/// <summary>
/// One time a cadence comes round. The key is made of the local date it was meant for ("2026-11-30", or "2026-11" for a month), never of an instant:
/// neither a clock change, a public holiday nor a new calendar makes a second slot of it.
/// </summary>
/// <param name="Key">Unique for a subscription, whatever path leads to the slot.</param>
/// <param name="Due">When it is to be sent, after moves for public holidays.</param>
public sealed record Slot(string Key, DateTimeOffset Due);
