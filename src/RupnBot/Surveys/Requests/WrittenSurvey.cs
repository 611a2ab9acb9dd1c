using System.Text;
using RupnBot.Bot.Messages;
using RupnBot.Localization;
using RupnBot.Surveys.Questions;

namespace RupnBot.Surveys.Requests;

/// <summary>Words and the line they stand in.</summary>
internal readonly record struct WrittenText(string Text, int Line);

/// <summary>A question as it was written, by whatever notation.</summary>
internal sealed class WrittenQuestion
{
    public required WrittenText Text { get; init; }

    public WrittenText? Id { get; set; }

    /// <summary>Null: one of the choices, or free words where there are none.</summary>
    public QuestionKind? Kind { get; set; }

    public List<WrittenText> Choices { get; } = [];

    public decimal? Least { get; set; }

    public decimal? Greatest { get; set; }

    public string? LeastLabel { get; set; }

    public string? GreatestLabel { get; set; }
}

/// <summary>A survey as it was written: the same rules for all notations. Pure.</summary>
internal sealed class WrittenSurvey
{
    private const int QuotedLength = 40;

    public WrittenText? Title { get; set; }

    public WrittenText? End { get; set; }

    public WrittenText? Audience { get; set; }

    public List<WrittenQuestion> Questions { get; } = [];

    public SurveyReading ToReading()
    {
        if (Title is not { } title || !HasWords(title.Text)) return new SurveyFault(SurveyFaultKind.MissingTitle, 1);
        if (Length(title.Text) > SurveyLimits.Title) return Fault(SurveyFaultKind.TitleTooLong, title);
        if (Questions.Count == 0) return new SurveyFault(SurveyFaultKind.MissingQuestions, title.Line);
        if (Questions.Count > SurveyLimits.MostQuestions)
            return new SurveyFault(SurveyFaultKind.TooManyQuestions, Questions[SurveyLimits.MostQuestions].Text.Line, Questions.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var questions = new List<SurveyQuestion>();
        foreach (var written in Questions)
        {
            if (FaultOf(written) is { } fault) return fault;
            var id = written.Id?.Text ?? QuestionId.From(written.Text.Text, questions.Select(question => question.Id));
            if (questions.Exists(question => question.Id == id)) return Fault(SurveyFaultKind.DuplicateId, written.Id ?? written.Text);
            questions.Add(ToQuestion(written, id));
        }

        return new SurveyRequest(new SurveyForm(title.Text, questions), End?.Text, Audience?.Text) { EndLine = End?.Line ?? 0 };
    }

    public static SurveyFault Fault(SurveyFaultKind kind, WrittenText written) => new(kind, written.Line, DisplayText.Shorten(written.Text, QuotedLength));

    private static SurveyFault? FaultOf(WrittenQuestion written)
    {
        if (!HasWords(written.Text.Text)) return Fault(SurveyFaultKind.MissingText, written.Text);
        if (Length(written.Text.Text) > SurveyLimits.Question) return Fault(SurveyFaultKind.QuestionTooLong, written.Text);
        if (written.Id is { } id && !QuestionId.IsValid(id.Text)) return Fault(SurveyFaultKind.BadId, id);
        return KindOf(written) switch
        {
            QuestionKind.One or QuestionKind.Several => FaultOfChoices(written),
            _ when written.Choices.Count > 0 => Fault(SurveyFaultKind.ChoicesNotWanted, written.Text),
            QuestionKind.Scale => FaultOfScale(written),
            QuestionKind.Number when written.Least >= written.Greatest || !IsSensible(written.Least) || !IsSensible(written.Greatest) => Fault(SurveyFaultKind.BadRange, written.Text),
            _ => null,
        };
    }

    private static SurveyFault? FaultOfChoices(WrittenQuestion written)
    {
        if (written.Choices.Count == 0) return Fault(SurveyFaultKind.MissingChoices, written.Text);
        if (written.Choices.Count < SurveyLimits.LeastChoices) return Fault(SurveyFaultKind.OnlyOneChoice, written.Choices[0]);
        if (written.Choices.Count > SurveyLimits.MostChoices) return Fault(SurveyFaultKind.TooManyChoices, written.Choices[SurveyLimits.MostChoices]);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var choice in written.Choices)
        {
            if (!HasWords(choice.Text)) return Fault(SurveyFaultKind.MissingText, choice);
            if (Length(choice.Text) > SurveyLimits.Choice) return Fault(SurveyFaultKind.ChoiceTooLong, choice);
            if (!seen.Add(TextFolding.Fold(choice.Text).Trim())) return Fault(SurveyFaultKind.DuplicateChoice, choice);
        }

        return null;
    }

    private static SurveyFault? FaultOfScale(WrittenQuestion written)
    {
        var (least, greatest) = (written.Least ?? 1, written.Greatest ?? 5);
        var isWhole = decimal.Truncate(least) == least && decimal.Truncate(greatest) == greatest;
        if (!isWhole || least >= greatest || greatest - least > SurveyLimits.WidestScale || !IsSensible(least) || !IsSensible(greatest)) return Fault(SurveyFaultKind.BadScale, written.Text);
        return Length(written.LeastLabel ?? "") > SurveyLimits.Choice || Length(written.GreatestLabel ?? "") > SurveyLimits.Choice ? Fault(SurveyFaultKind.ChoiceTooLong, written.Text) : null;
    }

    private static SurveyQuestion ToQuestion(WrittenQuestion written, string id)
    {
        var kind = KindOf(written);
        return new SurveyQuestion(id, kind, written.Text.Text)
        {
            Choices = [.. written.Choices.Select((choice, i) => new SurveyChoice($"c{i + 1}", choice.Text))],
            Least = kind switch { QuestionKind.Scale => written.Least ?? 1, QuestionKind.Number => written.Least ?? 0, _ => null },
            Greatest = kind switch { QuestionKind.Scale => written.Greatest ?? 5, QuestionKind.Number => written.Greatest, _ => null },
            LeastLabel = kind == QuestionKind.Scale ? written.LeastLabel : null,
            GreatestLabel = kind == QuestionKind.Scale ? written.GreatestLabel : null,
        };
    }

    private static QuestionKind KindOf(WrittenQuestion written) => written.Kind ?? (written.Choices.Count > 0 ? QuestionKind.One : QuestionKind.Words);

    private static bool IsSensible(decimal? number) => number is null || Math.Abs(number.Value) <= SurveyLimits.LargestNumber;

    private static bool HasWords(string text) => text.EnumerateRunes().Any(Rune.IsLetterOrDigit);

    private static int Length(string text) => text.EnumerateRunes().Count();
}
