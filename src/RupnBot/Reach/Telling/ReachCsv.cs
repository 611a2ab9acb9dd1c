using System.Globalization;
using CsvHelper;
using RupnBot.Bot.Messages;
using RupnBot.Localization;

namespace RupnBot.Reach.Telling;

/// <summary>
/// Figures as a file for a spreadsheet, a line a sending; of small salons the line stays without numbers. Written as the results of polls are: UTF-8 with a byte order
/// mark, semicolons, nothing that a spreadsheet would run.
/// </summary>
internal static class ReachCsv
{
    private static readonly string[] Columns = ["Sent", "Kind", "Title", "Members", "Readers", "Share", "Reactions", "Sources", "Topics"];

    private static readonly CsvWriterOptions Options = new()
    {
        Separator = ';',
        NewLine = "\r\n",
        WriteByteOrderMark = true,
        Injection = CsvInjection.Escape,
        FormatProvider = CultureInfo.InvariantCulture,
    };

    public static byte[] Write(IEnumerable<ReachFigure> figures, TimeZoneInfo zone, Texts texts)
    {
        using var stream = new MemoryStream();
        using (var csv = CsvWriter.Create(stream, Options, leaveOpen: true))
        {
            foreach (var column in Columns) csv.WriteField(texts.Get($"Reach.Csv.{column}"));
            csv.EndRecord();
            foreach (var figure in figures) Write(csv, figure, zone, texts);
        }

        return stream.ToArray();
    }

    private static void Write(CsvWriter csv, ReachFigure figure, TimeZoneInfo zone, Texts texts)
    {
        var (item, shown) = (figure.Item, figure.IsShown);
        csv.WriteField(TimeZoneInfo.ConvertTime(item.SentAt, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
        csv.WriteField(texts.Get($"Reach.Csv.{item.Kind}"));
        csv.WriteField(DisplayText.OneLine(item.Title));
        csv.WriteField(item.Members);
        csv.WriteField(shown ? figure.Readers.ToString(CultureInfo.InvariantCulture) : "");
        // The decimal sign that the reader's spreadsheet calculates with.
        csv.WriteField(shown ? Math.Round(item.Members == 0 ? 0m : 100m * figure.Readers / item.Members, 1, MidpointRounding.AwayFromZero).ToString("0.0", texts.Culture) : "");
        csv.WriteField(shown ? figure.Reactions.ToString(CultureInfo.InvariantCulture) : "");
        csv.WriteField(DisplayText.OneLine(string.Join(", ", item.Sources)));
        csv.WriteField(DisplayText.OneLine(string.Join(", ", item.Topics)));
        csv.EndRecord();
    }
}
