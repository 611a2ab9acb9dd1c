using System.Text.RegularExpressions;
using RupnBot.Bot.Messages;
using RupnBot.Localization;
using RupnBot.Polls.Requests;
using RupnBot.Surveys.Questions;

namespace RupnBot.Surveys.Requests;

/// <summary>
/// Reads a survey as one writes a list to a colleague: the title, then the questions one a line, each with its choices behind dashes below it,
/// or with its kind in parentheses; <c>fin : vendredi 18h</c> and <c>salons : …</c> where one likes. Pure.
/// </summary>
public static partial class SurveyNotation
{
    private static readonly string[] EndNames = ["fin", "cloture", "jusqu'a", "jusqu'au", "end", "until"];
    private static readonly string[] AudienceNames = ["pour", "salon", "salons", "for", "room", "rooms"];

    /// <param name="text">From the title on.</param>
    /// <param name="firstLine">The number of its first line.</param>
    public static SurveyReading Parse(string text, int firstLine = 1) =>
        text.Length > SurveyLimits.Text ? new SurveyFault(SurveyFaultKind.TooLong, firstLine) : Read(text, firstLine);

    /// <summary>Of a text whose length is bounded elsewhere.</summary>
    internal static SurveyReading Read(string text, int firstLine)
    {
        if (SurveyYaml.Looks(text)) return SurveyYaml.Parse(text, firstLine);
        var survey = new WrittenSurvey();
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = new WrittenText(DisplayText.OneLine(lines[i]).Trim(), firstLine + i);
            if (line.Text.Length > 0 && Take(survey, line) is { } fault) return fault;
        }

        return survey.ToReading();
    }

    private static SurveyFault? Take(WrittenSurvey survey, WrittenText line)
    {
        if (Setting().Match(line.Text) is { Success: true } setting && NameOf(setting.Groups["key"].Value) is { } isEnd)
            return Set(survey, isEnd, line, setting.Groups["value"].Value.Trim());
        if (survey.Title is null)
        {
            if (Number().IsMatch(line.Text) || ListMarkers.DropBullet(line.Text) != line.Text) return WrittenSurvey.Fault(SurveyFaultKind.MissingTitle, line);
            survey.Title = line;
            return null;
        }

        if (ListMarkers.DropBullet(line.Text) is var choice && choice != line.Text)
        {
            if (survey.Questions.Count == 0) return WrittenSurvey.Fault(SurveyFaultKind.ChoiceWithoutQuestion, line);
            survey.Questions[^1].Choices.Add(line with { Text = choice });
            return null;
        }

        var (question, fault) = QuestionMarker.Read(Number().Replace(line.Text, ""), line.Line);
        survey.Questions.Add(question);
        return fault;
    }

    private static SurveyFault? Set(WrittenSurvey survey, bool isEnd, WrittenText line, string value)
    {
        if (value.Length == 0) return WrittenSurvey.Fault(SurveyFaultKind.EmptyKey, line);
        if ((isEnd ? survey.End : survey.Audience) is not null) return WrittenSurvey.Fault(SurveyFaultKind.RepeatedKey, line);
        if (isEnd) survey.End = line with { Text = value };
        else survey.Audience = line with { Text = value };
        return null;
    }

    private static bool? NameOf(string key)
    {
        var name = TextFolding.Fold(key).Trim();
        return EndNames.Contains(name) ? true : AudienceNames.Contains(name) ? false : null;
    }

    [GeneratedRegex(@"^(?<key>\p{L}[\p{L}\p{M}'’]{1,12})\s*[:：]\s*(?<value>.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Setting();

    // "1. ", "1) ", "Q1 : "; not "1,5".
    [GeneratedRegex(@"^(?:[Qq](?:uestion)?\s?)?[0-9]{1,2}\s?[.):]\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
