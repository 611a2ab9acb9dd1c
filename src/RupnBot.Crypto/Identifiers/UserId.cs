using System.Diagnostics.CodeAnalysis;

namespace RupnBot.Matrix;

/// <summary>A Matrix user id, <c>@localpart:server</c> (specification, "User Identifiers").</summary>
public readonly record struct UserId : IComparable<UserId>
{
    private readonly string? _value;

    /// <summary>Wraps an identifier that has already been checked.</summary>
    /// <exception cref="FormatException"><paramref name="value"/> is not of the form the specification gives.</exception>
    public UserId(string value)
    {
        if (!TryParse(value, out var parsed)) throw new FormatException("Not a Matrix user id.");
        _value = parsed._value;
    }

    private UserId(string value, bool _) => _value = value;

    /// <summary>The identifier as it stands on the wire.</summary>
    public string Value => _value ?? "";

    /// <summary>What stands between <c>@</c> and the first colon.</summary>
    public string LocalPart => Value.Length == 0 ? "" : Value[1..Value.IndexOf(':', StringComparison.Ordinal)];

    /// <summary>The server name after the first colon, port included.</summary>
    public string Server => Value.Length == 0 ? "" : Value[(Value.IndexOf(':', StringComparison.Ordinal) + 1)..];

    /// <summary>Parses an identifier; at most 255 bytes, as the specification limits them.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out UserId id)
    {
        var valid = Identifier.IsWellFormed(text, '@', needsServer: true);
        id = valid ? new UserId(text!, true) : default;
        return valid;
    }

    /// <inheritdoc/>
    public int CompareTo(UserId other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;

    /// <summary>Ordinal order.</summary>
    public static bool operator <(UserId left, UserId right) => left.CompareTo(right) < 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator <=(UserId left, UserId right) => left.CompareTo(right) <= 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator >(UserId left, UserId right) => left.CompareTo(right) > 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator >=(UserId left, UserId right) => left.CompareTo(right) >= 0;
}
