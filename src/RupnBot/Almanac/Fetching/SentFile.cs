using System.Text;
using System.Text.Json;
using RupnBot.Crypto;
using RupnBot.Matrix;

namespace RupnBot.Almanac.Fetching;

/// <summary>A calendar sent as a file, in clear or in cipher.</summary>
/// <param name="FileName">As it was sent.</param>
/// <param name="Mxc">Where it lies in clear.</param>
/// <param name="Encrypted">Where it lies in cipher and what opens it, as JSON.</param>
internal sealed record SentFile(string FileName, string? Mxc, string? Encrypted)
{
    private const string Calendar = "text/calendar";

    /// <summary>Null for anything that is no calendar by its name or its kind.</summary>
    public static SentFile? Of(MessageContent message)
    {
        if (message.MsgType != "m.file" || (message.Url is null && message.File is null)) return null;
        var name = message.FileName ?? message.Body;
        var isCalendar = name.EndsWith(".ics", StringComparison.OrdinalIgnoreCase) || message.Info?.MimeType?.StartsWith(Calendar, StringComparison.OrdinalIgnoreCase) == true;
        if (!isCalendar) return null;
        return new SentFile(name.Length <= 200 ? name : name[..200], message.File is null ? message.Url : null, message.File is { } file ? Write(file) : null);
    }

    private static string Write(EncryptedFile file)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer)) file.WriteTo(writer);
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
