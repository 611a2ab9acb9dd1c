using System.Text.RegularExpressions;
using RupnBot.Localization;
using RupnBot.Surveys.Questions;

namespace RupnBot.Surveys.Requests;

/// <summary>What a question is known by from year to year: given by its editor, else made of its words. Pure.</summary>
internal static partial class QuestionId
{
    public static bool IsValid(string id) => id.Length is > 0 and <= SurveyLimits.Id && Valid().IsMatch(id);

    /// <summary>The same words always give the same id; of two questions with the same words the second gets a number.</summary>
    public static string From(string text, IEnumerable<string> taken)
    {
        var words = Gaps().Replace(TextFolding.Fold(text), "-").Trim('-');
        var id = words.Length <= SurveyLimits.Id - 3 ? words : words[..(words.LastIndexOf('-', SurveyLimits.Id - 3) is > 0 and var cut ? cut : SurveyLimits.Id - 3)];
        if (id.Length == 0) id = "question";
        var known = taken.ToHashSet(StringComparer.Ordinal);
        var free = id;
        for (var number = 2; known.Contains(free); number++) free = $"{id}-{number}";
        return free;
    }

    [GeneratedRegex("^[a-z0-9]+(?:-[a-z0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex Valid();

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Gaps();
}
