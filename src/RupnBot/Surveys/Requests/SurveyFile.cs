using System.Text.RegularExpressions;
using RupnBot.Bot.Files;

namespace RupnBot.Surveys.Requests;

/// <summary>Reads a survey from a small file: YAML by its name, else whichever of the notations its text is in. Pure.</summary>
internal static partial class SurveyFile
{
    public static bool IsYaml(string name) => ChatFile.HasKind(name, ".yaml", ".yml");

    /// <summary>A text may hold a survey, and other things too.</summary>
    public static bool IsText(string name) => ChatFile.HasKind(name, ".txt");

    /// <param name="name">The file's name.</param>
    /// <param name="text">All of it; its lines are counted from 1.</param>
    public static SurveyReading Read(string name, string text) =>
        IsYaml(name) ? SurveyYaml.Parse(text) : SurveyNotation.Read(Command().Replace(text, "${before}", 1), firstLine: 1);

    // Copied from the chat, or from the guide: the command's own word before the title. « Enquête sur … » is a title.
    [GeneratedRegex(@"^(?<before>\s*)(?:![ \u00A0]?(?:[Ee]nqu[eê]te|[Ss]urvey)|enqu[eê]te|survey)\b[ \t\u00A0]*", RegexOptions.CultureInvariant)]
    private static partial Regex Command();
}
