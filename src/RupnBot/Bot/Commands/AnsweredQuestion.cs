using System.Globalization;
using System.Text.Json;
using RupnBot.Localization;

namespace RupnBot.Bot.Commands;

/// <summary>A pending question whose answer this message is: the command to run again, with all choices made.</summary>
internal sealed record AnsweredQuestion(CommandLine Line, Dictionary<string, string> Choices, EventId? RepliedTo)
{
    /// <summary>Reads a number or an option's own words; « 2 », « 2. », « le 2 », « !2 », « Salle des profs ». Null when it is something else.</summary>
    public static AnsweredQuestion? Read(PendingQuestion pending, string body)
    {
        var options = JsonSerializer.Deserialize<List<ChoiceOption>>(pending.Options) ?? [];
        var text = TextFolding.Fold(body).Trim().TrimStart('!').Trim();
        if (text.Length is 0 or > 300) return null;
        var number = text.StartsWith("le ", StringComparison.Ordinal) ? text[3..] : text;
        number = number.TrimEnd('.', ')', ' ');
        var chosen = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index >= 1 && index <= options.Count
            ? options[index - 1]
            : options.Find(option => TextFolding.Fold(option.Label).Trim() == text);
        if (chosen is null) return null;
        var choices = JsonSerializer.Deserialize<Dictionary<string, string>>(pending.Choices) ?? [];
        choices[pending.Slot] = chosen.Value;
        return new AnsweredQuestion(new CommandLine(pending.Word, pending.Rest), choices, pending.RepliedTo);
    }
}
