using System.Globalization;
using System.Text.RegularExpressions;
using RupnBot.Bot.Messages;
using RupnBot.Localization;

namespace RupnBot.Surveys.Requests;

/// <summary>Reads a survey from a small YAML file. Keys are known by their French and their English names; what is not known is an error. Pure.</summary>
public static partial class SurveyYaml
{
    private static readonly Dictionary<string, string> Keys = new(StringComparer.Ordinal)
    {
        ["titre"] = "title", ["title"] = "title", ["fin"] = "end", ["end"] = "end", ["salons"] = "rooms", ["salon"] = "rooms", ["pour"] = "rooms", ["rooms"] = "rooms", ["questions"] = "questions",
    };

    private static readonly Dictionary<string, string> QuestionKeys = new(StringComparer.Ordinal)
    {
        ["id"] = "id", ["question"] = "text", ["texte"] = "text", ["text"] = "text", ["type"] = "kind", ["kind"] = "kind", ["reponses"] = "choices", ["choix"] = "choices", ["choices"] = "choices",
        ["de"] = "least", ["min"] = "least", ["from"] = "least", ["a"] = "greatest", ["max"] = "greatest", ["to"] = "greatest", ["libelles"] = "labels", ["labels"] = "labels",
    };

    /// <summary>Whether a pasted text is meant as YAML: it has the key of the questions on a line of its own.</summary>
    public static bool Looks(string text) => Questions().IsMatch(text);

    public static SurveyReading Parse(string text, int firstLine = 1)
    {
        try
        {
            var root = YamlNode.Read(Bare(text), firstLine);
            var survey = new WrittenSurvey();
            foreach (var (key, node) in Pairs(root, Keys, "titre"))
            {
                switch (key)
                {
                    case "title": survey.Title = Words(node, "titre"); break;
                    case "end": survey.End = Words(node, "fin"); break;
                    case "rooms": survey.Audience = Audience(node); break;
                    default: survey.Questions.AddRange(Items(node, "questions").Select(Question)); break;
                }
            }

            return survey.ToReading();
        }
        catch (YamlFault fault)
        {
            return fault.Fault;
        }
    }

    private static WrittenQuestion Question(YamlNode node)
    {
        var pairs = Pairs(node, QuestionKeys, "question");
        var text = pairs.FirstOrDefault(pair => pair.Key == "text").Node ?? throw new YamlFault(SurveyFaultKind.MissingKey, node.Line, "question");
        var question = new WrittenQuestion { Text = Words(text, "question") };
        foreach (var (key, value) in pairs)
        {
            switch (key)
            {
                case "id": question.Id = Words(value, "id"); break;
                case "kind": question.Kind = QuestionMarker.KindOf(Words(value, "type").Text) ?? throw new YamlFault(SurveyFaultKind.BadKind, value.Line, value.Value); break;
                case "choices": question.Choices.AddRange(Items(value, "reponses").Select(choice => Words(choice, "reponses"))); break;
                case "least": question.Least = Number(value, "de"); break;
                case "greatest": question.Greatest = Number(value, "a"); break;
                case "labels": (question.LeastLabel, question.GreatestLabel) = Labels(value); break;
            }
        }

        return question;
    }

    private static List<(string Key, YamlNode Node)> Pairs(YamlNode node, Dictionary<string, string> known, string wanted)
    {
        if (node.Pairs is not { } pairs) throw new YamlFault(SurveyFaultKind.WrongShape, node.Line, wanted);
        var read = new List<(string Key, YamlNode Node)>();
        foreach (var (key, value) in pairs)
        {
            var name = TextFolding.Fold(key.Value ?? "").Trim();
            if (!known.TryGetValue(name, out var meant)) throw new YamlFault(SurveyFaultKind.UnknownKey, key.Line, key.Value);
            if (read.Exists(pair => pair.Key == meant)) throw new YamlFault(SurveyFaultKind.RepeatedKey, key.Line, key.Value);
            read.Add((meant, value));
        }

        return read;
    }

    private static IReadOnlyList<YamlNode> Items(YamlNode node, string key) => node.Items ?? throw new YamlFault(SurveyFaultKind.WrongShape, node.Line, key);

    private static WrittenText Words(YamlNode node, string key)
    {
        if (node.Value is not { } value) throw new YamlFault(SurveyFaultKind.WrongShape, node.Line, key);
        var words = DisplayText.OneLine(value).Trim();
        return words.Length > 0 ? new WrittenText(words, node.Line) : throw new YamlFault(SurveyFaultKind.EmptyKey, node.Line, key);
    }

    private static WrittenText Audience(YamlNode node) =>
        node.Items is { } items ? new WrittenText(string.Join(", ", items.Select(item => Words(item, "salons").Text)), node.Line) : Words(node, "salons");

    private static decimal Number(YamlNode node, string key) =>
        decimal.TryParse(Words(node, key).Text.Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new YamlFault(SurveyFaultKind.BadNumber, node.Line, node.Value);

    private static (string Least, string Greatest) Labels(YamlNode node) =>
        Items(node, "libelles") is [var least, var greatest] ? (Words(least, "libelles").Text, Words(greatest, "libelles").Text) : throw new YamlFault(SurveyFaultKind.WrongShape, node.Line, "libelles");

    // Pasted between the marks of a block of code. The marks' lines stay, so that the numbers are right.
    private static string Bare(string text) => Fences().Replace(text.ReplaceLineEndings("\n"), "");

    // Within the line: over thousands of empty ones \s would try them all from each.
    [GeneratedRegex(@"^[ \t]*questions[ \t]*:[ \t\r]*$", RegexOptions.CultureInvariant | RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Questions();

    [GeneratedRegex(@"^[ \t]*```[a-z]*[ \t]*$", RegexOptions.CultureInvariant | RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Fences();
}
