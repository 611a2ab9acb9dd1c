using System.Globalization;
using System.Text.Json;
using RupnBot.Localization;

namespace RupnBot.Bot.Commands;

/// <summary>A pending question whose answer this message is: the command to run again, with all choices made.</summary>
internal sealed record AnsweredQuestion(CommandLine Line, Dictionary<string, string> Choices, EventId? RepliedTo)
{
    private const int LongestAnswer = 300;
    private const int ShortestPart = 3;
    private static readonly string[] Before = ["le ", "la ", "numero ", "n° ", "n°"];

    /// <summary>Reads a number or an option's own words; « 2 », « 2. », « le 2 », « la 2 », « numéro 2 », « !2 », « Salle des profs ». Null when it is something else.</summary>
    public static AnsweredQuestion? Read(PendingQuestion pending, string body)
    {
        var options = OptionsOf(pending);
        if (pending.TakesSeveral)
            return SeveralNumbers.Read(body, [.. options.Select(option => option.Label)]) is { } several ? Chosen(pending, PendingQuestion.Join(several.Select(place => options[place].Value))) : null;
        var text = Folded(body);
        if (text.Length is 0 or > LongestAnswer) return null;
        var number = Before.FirstOrDefault(word => text.StartsWith(word, StringComparison.Ordinal)) is { } before ? text[before.Length..] : text;
        number = number.TrimEnd('.', ')', ' ');
        var chosen = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index >= 1 && index <= options.Count
            ? options[index - 1]
            : options.Find(option => TextFolding.Fold(option.Label).Trim() == text);
        return chosen is null ? null : Chosen(pending, chosen.Value);
    }

    /// <summary>Reads words that stand in one option and in no other: « lundi » for « chaque lundi à 8 h », « profs » for « Salle des profs ».</summary>
    public static AnsweredQuestion? ReadPart(PendingQuestion pending, string body)
    {
        var text = Folded(body).Trim('"', '.', '!', '?', ' ');
        if (text.Length is < ShortestPart or > LongestAnswer) return null;
        var having = OptionsOf(pending).FindAll(option => $" {Folded(option.Label)} ".Contains($" {text} ", StringComparison.Ordinal));
        return having is [var only] ? Chosen(pending, only.Value) : null;
    }

    public static int OptionCount(PendingQuestion pending) => OptionsOf(pending).Count;

    /// <summary>The question answered by a value, which need not be among its options.</summary>
    public static AnsweredQuestion Chosen(PendingQuestion pending, string value)
    {
        var choices = JsonSerializer.Deserialize<Dictionary<string, string>>(pending.Choices) ?? [];
        choices[pending.Slot] = value;
        return new AnsweredQuestion(new CommandLine(pending.Word, pending.Rest), choices, pending.RepliedTo);
    }

    private static List<ChoiceOption> OptionsOf(PendingQuestion pending) => JsonSerializer.Deserialize<List<ChoiceOption>>(pending.Options) ?? [];

    private static string Folded(string text) => TextFolding.Fold(text).Trim().TrimStart('!').Trim();
}
