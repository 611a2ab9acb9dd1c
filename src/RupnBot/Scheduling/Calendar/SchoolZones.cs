namespace RupnBot.Scheduling.Calendar;

/// <summary>Reads <c>A</c>, <c>a</c> or <c>Zone A</c>. Anything else, Corsica and the overseas academies included, is no zone.</summary>
public static class SchoolZones
{
    public static SchoolZone? Parse(string? text)
    {
        var name = text?.Trim() ?? string.Empty;
        if (name.StartsWith("zone ", StringComparison.OrdinalIgnoreCase))
        {
            name = name[5..].TrimStart();
        }

        return name switch
        {
            "A" or "a" => SchoolZone.A,
            "B" or "b" => SchoolZone.B,
            "C" or "c" => SchoolZone.C,
            _ => null,
        };
    }
}
