namespace RupnBot.Scheduling.Dates;

/// <summary>What a person's words about rhythm mean.</summary>
public abstract record CadenceResult
{
    private CadenceResult()
    {
    }

    public sealed record Understood(Cadence Cadence) : CadenceResult;

    public sealed record NotUnderstood(CadenceFault Fault) : CadenceResult
    {
        public string ResourceKey => $"Cadence.Fault.{Fault}";
    }
}

public enum CadenceFault
{
    NotACadence,
    NoSuchTime,

    /// <summary>Saturday or Sunday: every slot would be skipped.</summary>
    Weekend,

    /// <summary>An hour at which the bot never writes.</summary>
    OutsideHours,
}
