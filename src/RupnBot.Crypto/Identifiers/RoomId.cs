using System.Diagnostics.CodeAnalysis;

namespace RupnBot.Matrix;

/// <summary>A Matrix room id, <c>!opaque:server</c>; from room version 12 on without a server (specification, "Room IDs").</summary>
public readonly record struct RoomId : IComparable<RoomId>
{
    private readonly string? _value;

    /// <summary>Wraps an identifier that has already been checked.</summary>
    /// <exception cref="FormatException"><paramref name="value"/> is not of the form the specification gives.</exception>
    public RoomId(string value)
    {
        if (!TryParse(value, out var parsed)) throw new FormatException("Not a Matrix room id.");
        _value = parsed._value;
    }

    private RoomId(string value, bool _) => _value = value;

    /// <summary>The identifier as it stands on the wire.</summary>
    public string Value => _value ?? "";

    /// <summary>Parses an identifier; at most 255 bytes, as the specification limits them.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out RoomId id)
    {
        var valid = Identifier.IsWellFormed(text, '!', needsServer: false);
        id = valid ? new RoomId(text!, true) : default;
        return valid;
    }

    /// <inheritdoc/>
    public int CompareTo(RoomId other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;

    /// <summary>Ordinal order.</summary>
    public static bool operator <(RoomId left, RoomId right) => left.CompareTo(right) < 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator <=(RoomId left, RoomId right) => left.CompareTo(right) <= 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator >(RoomId left, RoomId right) => left.CompareTo(right) > 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator >=(RoomId left, RoomId right) => left.CompareTo(right) >= 0;
}
