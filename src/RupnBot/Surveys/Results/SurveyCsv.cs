using System.Globalization;
using CsvHelper;
using RupnBot.Bot.Messages;
using RupnBot.Localization;
using RupnBot.Surveys.Questions;

namespace RupnBot.Surveys.Results;

/// <summary>
/// Results as a file for a spreadsheet: a line a choice, a number or an answer in words, never two answers of one person in one line. Written as
/// the results of polls are.
/// </summary>
internal static class SurveyCsv
{
    private static readonly string[] Columns = ["Id", "Question", "Group", "Answer", "Count", "Share", "Answered", "Declined"];

    // An answer that begins with = would be run as a formula: it gets an apostrophe and is shown as text.
    private static readonly CsvWriterOptions Options = new()
    {
        Separator = ';',
        NewLine = "\r\n",
        WriteByteOrderMark = true,
        Injection = CsvInjection.Escape,
        FormatProvider = CultureInfo.InvariantCulture,
    };

    public static byte[] Write(SurveyReport report, Texts texts)
    {
        using var stream = new MemoryStream();
        using (var csv = CsvWriter.Create(stream, Options, leaveOpen: true))
        {
            foreach (var column in Columns) csv.WriteField(texts.Get($"Surveys.Csv.{column}"));
            csv.EndRecord();
            foreach (var question in report.Questions) Write(csv, question, "", texts);
            foreach (var group in report.Groups)
                foreach (var question in group.Questions.Where(question => question.Question.Kind != QuestionKind.Words)) Write(csv, question, group.Name ?? texts.Get("Surveys.Result.Others"), texts);
        }

        return stream.ToArray();
    }

    private static void Write(CsvWriter csv, QuestionReport question, string group, Texts texts)
    {
        if (!question.IsShown) Line(texts.Format("Surveys.Result.QuestionTooFew", ("least", SurveyLimits.FewestTogether)), "", "");
        foreach (var choice in question.Choices) Line(choice.Text, $"{choice.Count}", Number(question.Answered == 0 ? 0 : 100m * choice.Count / question.Answered));
        if (question is { Mean: { } mean, Median: { } median })
        {
            Line(texts.Get("Surveys.Csv.Mean"), Number(mean), "");
            Line(texts.Get("Surveys.Csv.Median"), Number(median), "");
        }

        foreach (var words in question.Words) Line(DisplayText.OneLine(words), "", "");

        void Line(string answer, string count, string share)
        {
            csv.WriteField(question.Question.Id);
            csv.WriteField(DisplayText.OneLine(question.Question.Text));
            csv.WriteField(DisplayText.OneLine(group));
            csv.WriteField(answer);
            csv.WriteField(count);
            csv.WriteField(share);
            csv.WriteField(question.IsShown ? question.Answered : null as int?);
            csv.WriteField(question.IsShown ? question.Declined : null as int?);
            csv.EndRecord();
        }

        // The decimal sign that the reader's spreadsheet calculates with.
        string Number(decimal value) => Math.Round(value, 1, MidpointRounding.AwayFromZero).ToString("0.0", texts.Culture);
    }
}
