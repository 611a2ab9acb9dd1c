using System.Globalization;
using CsvHelper;
using RupnBot.Bot.Messages;
using RupnBot.Localization;
using RupnBot.Polls.Results;

namespace RupnBot.Campaigns.Results;

/// <summary>
/// A campaign for a spreadsheet, as <see cref="PollCsv"/> writes a poll: a line an answer, the whole first, then each salon; its shares and its
/// change since the campaign before in points.
/// </summary>
internal static class CampaignCsv
{
    private static readonly string[] Columns = ["Place", "School", "Department", "Question", "Answer", "Votes", "Share", "Points", "Voters", "Invited", "Opened", "Closed"];

    private static readonly CsvWriterOptions Options = new()
    {
        Separator = ';',
        NewLine = "\r\n",
        WriteByteOrderMark = true,
        Injection = CsvInjection.Escape,
        FormatProvider = CultureInfo.InvariantCulture,
    };

    public static byte[] Write(PollReport whole, IReadOnlyList<CampaignSalonResult> salons, TimeZoneInfo zone, Texts texts)
    {
        using var stream = new MemoryStream();
        using (var csv = CsvWriter.Create(stream, Options, leaveOpen: true))
        {
            foreach (var column in Columns) csv.WriteField(texts.Get($"Campaigns.Csv.{column}"));
            csv.EndRecord();
            foreach (var answer in whole.Tally.Answers)
                Line(csv, texts.Get("Campaigns.Csv.Whole"), "", "", whole, zone, answer.Answer.Text, answer.Votes, whole.Tally.Voters, whole.Members, whole.Earlier?.ChangeOf(whole, answer), texts.Culture);
            foreach (var salon in salons)
                for (var i = 0; i < whole.Poll.Answers.Count; i++)
                    Line(csv, salon.Name, salon.School?.Uai ?? "", salon.School?.Department ?? "", whole, zone, whole.Poll.Answers[i].Text, salon.Votes.ElementAtOrDefault(i), salon.Voters, salon.Members, null, texts.Culture);
        }

        return stream.ToArray();
    }

    private static void Line(
        CsvWriter csv, string place, string school, string department, PollReport whole, TimeZoneInfo zone, string answer, int votes, int voters, int? invited, int? points, CultureInfo culture)
    {
        foreach (var text in new[] { place, school, department, whole.Poll.Question, answer }) csv.WriteField(DisplayText.OneLine(text));
        csv.WriteField(votes);
        csv.WriteField((voters == 0 ? 0m : Math.Round(100m * votes / voters, 1, MidpointRounding.AwayFromZero)).ToString("0.0", culture));
        csv.WriteField(points);
        csv.WriteField(voters);
        csv.WriteField(invited);
        csv.WriteField(LocalTime(whole.Opened, zone));
        csv.WriteField(whole.Closed is { } closed ? LocalTime(closed, zone) : "");
        csv.EndRecord();
    }

    private static string LocalTime(DateTimeOffset instant, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(instant, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
