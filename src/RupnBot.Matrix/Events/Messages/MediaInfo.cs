using System.Text.Json;

namespace RupnBot.Matrix;

/// <summary><c>info</c> of a message with a file: sizes in bytes and pixels, duration in milliseconds.</summary>
public sealed record MediaInfo(string? MimeType = null, long? Size = null, int? Width = null, int? Height = null, long? Duration = null)
{
    internal static MediaInfo? Read(JsonElement content)
    {
        if (content.ObjectOrNull("info") is not { } info) return null;
        return new MediaInfo(
            info.StringOrNull("mimetype"), info.LongOrNull("size"), info.IntOrNull("w"), info.IntOrNull("h"), info.LongOrNull("duration"));
    }

    internal void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("info");
        if (MimeType is not null) writer.WriteString("mimetype", MimeType);
        if (Size is { } size) writer.WriteNumber("size", size);
        if (Width is { } width) writer.WriteNumber("w", width);
        if (Height is { } height) writer.WriteNumber("h", height);
        if (Duration is { } duration) writer.WriteNumber("duration", duration);
        writer.WriteEndObject();
    }
}
