using RupnBot.Bot.Files;
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
        if (message.MsgType != "m.file" || ChatFile.Of(message) is not { } sent) return null;
        var name = ChatFile.NameOf(message);
        var isCalendar = ChatFile.HasKind(name, ".ics") || message.Info?.MimeType?.StartsWith(Calendar, StringComparison.OrdinalIgnoreCase) == true;
        return isCalendar ? new SentFile(name.Length <= 200 ? name : name[..200], sent.Url, sent.Encrypted?.GetRawText()) : null;
    }
}
