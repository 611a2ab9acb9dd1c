namespace RupnBot.Scheduling.Slots;

/// <summary>What to do with a slot now.</summary>
public abstract record SlotDecision
{
    private SlotDecision()
    {
    }

    public sealed record SendNow : SlotDecision;

    /// <summary>Ask again at <paramref name="Instant"/>, always later than now.</summary>
    public sealed record WaitUntil(DateTimeOffset Instant) : SlotDecision;

    /// <summary>Never to be sent.</summary>
    public sealed record Skip(SkipReason Reason) : SlotDecision;
}

public enum SkipReason
{
    SchoolHoliday,
    Weekend,
    PublicHoliday,

    /// <summary>So late that the next slot comes first, or on the same day: what it would have said, that one says.</summary>
    Superseded,
}
