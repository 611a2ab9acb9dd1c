using System.Text.Json;

namespace RupnBot.Matrix;

/// <summary>MSC3381's names: the unstable ones are written, both are read.</summary>
internal static class PollNames
{
    public const string UnstableText = "org.matrix.msc1767.text";
    public const string StableText = "m.text";
    public const string UnstableDisclosed = "org.matrix.msc3381.poll.disclosed";
    public const string UnstableUndisclosed = "org.matrix.msc3381.poll.undisclosed";
    public const string StableBlock = "m.poll";
    public const string MergedDisclosed = "m.disclosed";
    public const string StableDisclosed = "m.poll.disclosed";

    /// <summary>Text of MSC1767: a string under the unstable name; under the stable one a list of representations, of which we want the plain one.</summary>
    public static string? Text(JsonElement element)
    {
        if (element.StringOrNull(UnstableText) is { } unstable) return unstable;
        if (element.StringOrNull(StableText) is { } plain) return plain;
        foreach (var representation in element.Items(StableText, 20))
            if ((representation.StringOrNull("mimetype") ?? "text/plain") == "text/plain" && representation.StringOrNull("body") is { } body)
                return body;
        return null;
    }
}
