using System.Globalization;
using CsvHelper;
using RupnBot.Bot.Messages;
using RupnBot.Localization;

namespace RupnBot.Polls.Results;

/// <summary>
/// Results as a file for a spreadsheet: a line an answer, counts and never voters. UTF-8 with a byte order mark, semicolons and CRLF, as a
/// French Excel opens it by a double click; quoted as RFC 4180 says.
/// </summary>
public static class PollCsv
{
    private static readonly string[] Columns = ["Question", "Answer", "Votes", "Share", "Voters", "Members", "Opened", "Closed"];

    // A question that begins with = would be run as a formula: it gets an apostrophe and is shown as text.
    private static readonly CsvWriterOptions Options = new()
    {
        Separator = ';',
        NewLine = "\r\n",
        WriteByteOrderMark = true,
        Injection = CsvInjection.Escape,
        FormatProvider = CultureInfo.InvariantCulture,
    };

    /// <summary>Writes the polls one after the other; their instants are given in the zone.</summary>
    public static byte[] Write(IEnumerable<PollReport> reports, TimeZoneInfo zone, Texts texts)
    {
        using var stream = new MemoryStream();
        using (var csv = CsvWriter.Create(stream, Options, leaveOpen: true))
        {
            foreach (var column in Columns) csv.WriteField(texts.Get($"Polls.Csv.{column}"));
            csv.EndRecord();
            foreach (var report in reports) Write(csv, report, zone, texts.Culture);
        }

        return stream.ToArray();
    }

    private static void Write(CsvWriter csv, PollReport report, TimeZoneInfo zone, CultureInfo culture)
    {
        foreach (var answer in report.Tally.Answers)
        {
            csv.WriteField(DisplayText.OneLine(report.Poll.Question));
            csv.WriteField(DisplayText.OneLine(answer.Answer.Text));
            csv.WriteField(answer.Votes);
            csv.WriteField(Share(answer.Votes, report.Tally.Voters, culture));
            csv.WriteField(report.Tally.Voters);
            csv.WriteField(report.Members);
            csv.WriteField(LocalTime(report.Opened, zone));
            csv.WriteField(report.Closed is { } closed ? LocalTime(closed, zone) : "");
            csv.EndRecord();
        }
    }

    // The decimal sign that the reader's spreadsheet calculates with.
    private static string Share(int votes, int voters, CultureInfo culture) =>
        Math.Round(voters == 0 ? 0m : 100m * votes / voters, 1, MidpointRounding.AwayFromZero).ToString("0.0", culture);

    // Sorts as text, and every spreadsheet knows it for a date.
    private static string LocalTime(DateTimeOffset instant, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(instant, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
