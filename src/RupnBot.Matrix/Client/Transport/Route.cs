using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace RupnBot.Matrix;

/// <summary>A request's path: what is sent, and the form of it that may be logged (no ids, no addresses).</summary>
internal readonly record struct Route(string Path, string Template)
{
    /// <summary>A path whose holes are escaped as one segment each.</summary>
    public static Route Of(ref RouteInterpolation path) => path.ToRoute();

    /// <summary>The same path with one more query parameter; null leaves it out.</summary>
    public Route With(string name, string? value)
    {
        if (value is null) return this;
        var separator = Path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return this with { Path = $"{Path}{separator}{name}={Uri.EscapeDataString(value)}" };
    }

    public Route With(string name, long? value) => With(name, value?.ToString(CultureInfo.InvariantCulture));

    public override string ToString() => Template;
}

/// <summary>Lets a path be written as it stands in the specification, <c>$"/rooms/{room}/state"</c>.</summary>
[InterpolatedStringHandler]
internal readonly ref struct RouteInterpolation(int literalLength, int formattedCount)
{
    private readonly StringBuilder _path = new(literalLength + (formattedCount * 40));
    private readonly StringBuilder _template = new(literalLength + (formattedCount * 2));

    public void AppendLiteral(string literal)
    {
        _path.Append(literal);
        _template.Append(literal);
    }

    public void AppendFormatted(RoomId value) => AppendFormatted(value.Value);

    public void AppendFormatted(EventId value) => AppendFormatted(value.Value);

    public void AppendFormatted(UserId value) => AppendFormatted(value.Value);

    public void AppendFormatted(DeviceId value) => AppendFormatted(value.Value);

    public void AppendFormatted(string value)
    {
        // A state key may well be "..": as a bare segment it would climb to another path.
        _path.Append(value is "." or ".." ? value.Replace(".", "%2E", StringComparison.Ordinal) : Uri.EscapeDataString(value));
        _template.Append("{}");
    }

    public Route ToRoute() => new(_path.ToString(), _template.ToString());
}
