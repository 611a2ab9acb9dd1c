using System.Text.Json;

namespace RupnBot.Scheduling.Calendar;

/// <summary>
/// Reads a school calendar in the bot's own format (see <c>data/school-holidays.json</c>) or as records of the ministry's open data
/// <c>fr-en-calendrier-scolaire</c>. A school year is taken whole or not at all: half a year would open the holidays that are missing.
/// </summary>
public static class SchoolCalendarReader
{
    /// <summary>The whole open data set is about 1 MB.</summary>
    public const int MaximumBytes = 8 * 1024 * 1024;

    private static readonly JsonDocumentOptions Json = new()
    {
        MaxDepth = 12,
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    public static SchoolCalendarReading Read(ReadOnlyMemory<byte> document)
    {
        if (document.Length > MaximumBytes)
        {
            return new SchoolCalendarReading.Refused($"larger than {MaximumBytes / 1024 / 1024} MiB");
        }

        try
        {
            using var json = JsonDocument.Parse(WithoutByteOrderMark(document), Json);
            return Read(json.RootElement);
        }
        catch (JsonException fault)
        {
            return new SchoolCalendarReading.Refused($"not JSON: line {fault.LineNumber + 1}");
        }
        catch (InvalidOperationException)
        {
            // A string that is not valid UTF-16 once unescaped: only found when it is read.
            return new SchoolCalendarReading.Refused("not JSON: a text with broken escapes");
        }
    }

    private static SchoolCalendarReading Read(JsonElement root)
    {
        var warnings = new List<string>();
        IReadOnlyList<SchoolYear>? years = root switch
        {
            { ValueKind: JsonValueKind.Array } => OpenDataCalendar.Read(root, warnings),
            { ValueKind: JsonValueKind.Object } when root.TryGetProperty("results", out var results)
                && results.ValueKind == JsonValueKind.Array => OpenDataCalendar.Read(results, warnings),
            { ValueKind: JsonValueKind.Object } when root.TryGetProperty("years", out var own)
                && own.ValueKind == JsonValueKind.Array => OwnCalendarFormat.Read(own, warnings),
            _ => null,
        };

        return years switch
        {
            null => new SchoolCalendarReading.Refused("neither a calendar of this bot (\"years\") nor open data records (\"results\")"),
            [] => new SchoolCalendarReading.Refused(warnings is [] ? "no school year in it" : string.Join("; ", warnings.Take(5))),
            _ => new SchoolCalendarReading.Complete(new SchoolCalendar(years), warnings),
        };
    }

    private static ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> document) =>
        document.Span.StartsWith("\uFEFF"u8) ? document[3..] : document;
}
