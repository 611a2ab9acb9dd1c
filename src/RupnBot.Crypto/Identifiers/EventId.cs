using System.Diagnostics.CodeAnalysis;

namespace RupnBot.Matrix;

/// <summary>A Matrix event id, <c>$opaque</c> (specification, "Event IDs").</summary>
public readonly record struct EventId : IComparable<EventId>
{
    private readonly string? _value;

    /// <summary>Wraps an identifier that has already been checked.</summary>
    /// <exception cref="FormatException"><paramref name="value"/> is not of the form the specification gives.</exception>
    public EventId(string value)
    {
        if (!TryParse(value, out var parsed)) throw new FormatException("Not a Matrix event id.");
        _value = parsed._value;
    }

    private EventId(string value, bool _) => _value = value;

    /// <summary>The identifier as it stands on the wire.</summary>
    public string Value => _value ?? "";

    /// <summary>Parses an identifier; at most 255 bytes, as the specification limits them.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out EventId id)
    {
        var valid = Identifier.IsWellFormed(text, '$', needsServer: false);
        id = valid ? new EventId(text!, true) : default;
        return valid;
    }

    /// <inheritdoc/>
    public int CompareTo(EventId other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;

    /// <summary>Ordinal order.</summary>
    public static bool operator <(EventId left, EventId right) => left.CompareTo(right) < 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator <=(EventId left, EventId right) => left.CompareTo(right) <= 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator >(EventId left, EventId right) => left.CompareTo(right) > 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator >=(EventId left, EventId right) => left.CompareTo(right) >= 0;
}
