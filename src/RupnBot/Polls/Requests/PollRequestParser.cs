using System.Globalization;
using System.Text;
using RupnBot.Bot.Messages;
using RupnBot.Localization;

namespace RupnBot.Polls.Requests;

/// <summary>
/// Reads the words after <c>sondage</c>: <c>Question ? | A | B</c>, or the question and then one answer a line, with settings such as
/// <c>fin: vendredi 18h</c> on lines or between bars of their own.
/// </summary>
public static class PollRequestParser
{
    private const int QuotedLength = 40;

    public static PollRequestReading Parse(string text)
    {
        if (text.Length > PollRequestLimits.Text) return new PollRequestFault(PollRequestFaultKind.TooLong);
        var lines = text.Split(['\n', '\r', '\u0085', '\u2028', '\u2029'])
            .Select(line => DisplayText.OneLine(line).Trim())
            .Where(line => line.Length > 0)
            .ToList();

        var settings = new PollSettings();
        var hasBars = lines.Find(line => !PollSettings.IsSetting(line))?.Contains('|') ?? false;
        var chunks = settings.TakeFrom(hasBars ? lines.SelectMany(line => line.Split('|', StringSplitOptions.TrimEntries)) : lines);
        var split = PollRequestSplit.Of(chunks, hasBars);
        var answers = settings.TakeFrom(split.Answers);
        settings.RefuseUnknown(answers);
        answers = ListMarkers.Drop(answers);
        var request = new PollRequest(split.Question, answers, settings.End) { IsSeveral = settings.IsSeveral, Repeat = settings.Repeat, Threshold = settings.Threshold };

        if (FaultOf(request) is { } fault) return fault;
        if (settings.Fault is { } settingsFault) return settingsFault;
        return split.NeedsConfirmation ? new PollRequestFault(PollRequestFaultKind.SplitNeedsConfirmation, null, request) : request;
    }

    private static PollRequestFault? FaultOf(PollRequest request)
    {
        if (request.Question.Length == 0) return new(PollRequestFaultKind.MissingQuestion);
        if (!request.Question.EnumerateRunes().Any(Rune.IsLetterOrDigit)) return new(PollRequestFaultKind.QuestionWithoutWords, Quote(request.Question));
        if (request.Answers.Count == 0) return new(PollRequestFaultKind.MissingAnswers);
        if (request.Answers.Count < PollRequestLimits.LeastAnswers) return new(PollRequestFaultKind.OnlyOneAnswer, Quote(request.Answers[0]));
        if (Length(request.Question) > PollRequestLimits.Question) return new(PollRequestFaultKind.QuestionTooLong, Quote(request.Question));
        if (request.Answers.FirstOrDefault(answer => Length(answer) > PollRequestLimits.Answer) is { } longAnswer)
            return new(PollRequestFaultKind.AnswerTooLong, Quote(longAnswer));
        if (request.Answers.Count > PollRequestLimits.MostAnswers)
            return new(PollRequestFaultKind.TooManyAnswers, request.Answers.Count.ToString(CultureInfo.InvariantCulture));
        if (request.IsSeveral && request.Answers.Count > PollRequestLimits.MostOfSeveral)
            return new(PollRequestFaultKind.TooManyForSeveral, request.Answers.Count.ToString(CultureInfo.InvariantCulture));
        if (request.Threshold is not null && ComingAnswer.PositionIn(request.Answers) is null) return new(PollRequestFaultKind.ThresholdWithoutAnswer);

        var seen = new HashSet<string>(StringComparer.Ordinal);
        return request.Answers.FirstOrDefault(answer => !seen.Add(TextFolding.Fold(answer))) is { } duplicate
            ? new(PollRequestFaultKind.DuplicateAnswer, Quote(duplicate))
            : null;
    }

    private static int Length(string text) => text.EnumerateRunes().Count();

    private static string Quote(string text) => DisplayText.Shorten(text, QuotedLength);
}
