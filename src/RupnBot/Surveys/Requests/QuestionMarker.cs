using System.Globalization;
using System.Text.RegularExpressions;
using RupnBot.Bot.Commands;
using RupnBot.Localization;
using RupnBot.Surveys.Questions;

namespace RupnBot.Surveys.Requests;

/// <summary>
/// What stands in parentheses behind a question and says how it is answered: « (plusieurs) », « (échelle 1 à 5 : pas du tout, tout à fait) »,
/// « (nombre) », « (texte) ». Anything else in parentheses belongs to the question. Pure.
/// </summary>
internal static partial class QuestionMarker
{
    private static readonly Dictionary<string, QuestionKind> Kinds = new(StringComparer.Ordinal)
    {
        ["plusieurs"] = QuestionKind.Several, ["plusieurs choix"] = QuestionKind.Several, ["plusieurs reponses"] = QuestionKind.Several, ["several"] = QuestionKind.Several, ["multiple"] = QuestionKind.Several,
        ["choix"] = QuestionKind.One, ["un choix"] = QuestionKind.One, ["une seule"] = QuestionKind.One, ["une reponse"] = QuestionKind.One, ["une seule reponse"] = QuestionKind.One, ["choice"] = QuestionKind.One, ["one"] = QuestionKind.One,
        ["echelle"] = QuestionKind.Scale, ["note"] = QuestionKind.Scale, ["scale"] = QuestionKind.Scale,
        ["nombre"] = QuestionKind.Number, ["number"] = QuestionKind.Number,
        ["texte"] = QuestionKind.Words, ["libre"] = QuestionKind.Words, ["texte libre"] = QuestionKind.Words, ["reponse libre"] = QuestionKind.Words, ["text"] = QuestionKind.Words,
    };

    /// <summary>The kind a word names, as the notations know it.</summary>
    public static QuestionKind? KindOf(string word) => Kinds.TryGetValue(TextFolding.Fold(word).Trim(), out var kind) ? kind : null;

    /// <summary>Reads the line of a question.</summary>
    /// <returns>A fault when the marker is nearly one.</returns>
    public static (WrittenQuestion Question, SurveyFault? Fault) Read(string text, int line)
    {
        var (id, asked) = TakeId(text, line);
        if (Parentheses().Match(asked) is not { Success: true } match) return (new WrittenQuestion { Text = new(asked, line), Id = id }, null);
        var words = match.Groups["words"].Value;
        var question = new WrittenQuestion { Text = new((asked[..match.Index].TrimEnd() + match.Groups["after"].Value).Trim(), line), Id = id };
        if (Apply(question, words)) return (question, null);
        var isNear = NearMiss.Find(TextFolding.Fold(words).Split(' ', ':')[0], Kinds.Keys) is not null;
        var whole = new WrittenQuestion { Text = new(asked, line), Id = id };
        return (whole, isNear ? WrittenSurvey.Fault(SurveyFaultKind.UnknownMarker, new(words, line)) : null);
    }

    private static bool Apply(WrittenQuestion question, string words)
    {
        var colon = words.IndexOf(':', StringComparison.Ordinal);
        var labels = colon < 0 ? [] : words[(colon + 1)..].Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var head = TextFolding.Fold(colon < 0 ? words : words[..colon]).Trim();
        if (Range().Match(head) is { Success: true } range)
        {
            head = head[..range.Index].Trim();
            question.Least = Number(range.Groups["least"].Value);
            question.Greatest = Number(range.Groups["greatest"].Value);
        }

        if (KindOf(head) is not { } kind) return false;
        question.Kind = kind;
        (question.LeastLabel, question.GreatestLabel) = labels is [var least, var greatest] ? (least, greatest) : (null, null);
        // « (choix : a, b) » is no notation: the choices stand on lines of their own.
        return labels.Length == 0 || (kind == QuestionKind.Scale && labels.Length == 2);
    }

    private static (WrittenText? Id, string Text) TakeId(string text, int line) =>
        Brackets().Match(text) is { Success: true } match ? (new WrittenText(match.Groups["id"].Value.Trim(), line), text[match.Length..]) : (null, text);

    private static decimal Number(string text) => decimal.Parse(text.Replace(',', '.'), CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\((?<words>[^()]{1,250})\)(?<after>\s*[?:.!]?)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Parentheses();

    [GeneratedRegex(@"\s*(?:de |from |entre |between )?(?<least>-?[0-9]{1,9}(?:[.,][0-9]{1,3})?)\s*(?:a|-|/|et|to|and)\s*(?<greatest>-?[0-9]{1,9}(?:[.,][0-9]{1,3})?)$", RegexOptions.CultureInvariant)]
    private static partial Regex Range();

    [GeneratedRegex(@"^\[(?<id>[^\]]{0,60})\]\s*", RegexOptions.CultureInvariant)]
    private static partial Regex Brackets();
}
