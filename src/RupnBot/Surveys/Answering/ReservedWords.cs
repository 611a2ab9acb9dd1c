using System.Globalization;
using System.Text.RegularExpressions;

namespace RupnBot.Surveys.Answering;

/// <summary>What somebody may say while answering that is no answer.</summary>
internal enum ReservedWord
{
    None,
    Help,
    Stop,
    Back,

    /// <summary>Shows the question again, or goes on.</summary>
    Again,
    Send,

    /// <summary>With the number of a question.</summary>
    Correct,
}

/// <summary>Words that always mean the same, whatever is asked; a message that says more is an answer. Pure.</summary>
internal static partial class ReservedWords
{
    private static readonly Dictionary<string, ReservedWord> Words = new(StringComparer.Ordinal)
    {
        ["aide"] = ReservedWord.Help, ["help"] = ReservedWord.Help, ["?"] = ReservedWord.Help,
        ["arreter"] = ReservedWord.Stop, ["arrete"] = ReservedWord.Stop, ["arretez"] = ReservedWord.Stop, ["annuler"] = ReservedWord.Stop, ["annule"] = ReservedWord.Stop,
        ["stop"] = ReservedWord.Stop, ["quitter"] = ReservedWord.Stop, ["pause"] = ReservedWord.Stop, ["plus tard"] = ReservedWord.Stop, ["cancel"] = ReservedWord.Stop, ["later"] = ReservedWord.Stop,
        ["retour"] = ReservedWord.Back, ["precedent"] = ReservedWord.Back, ["precedente"] = ReservedWord.Back, ["question precedente"] = ReservedWord.Back, ["back"] = ReservedWord.Back,
        ["repondre"] = ReservedWord.Again, ["reprendre"] = ReservedWord.Again, ["repeter"] = ReservedWord.Again, ["suite"] = ReservedWord.Again, ["suivant"] = ReservedWord.Again,
        ["continuer"] = ReservedWord.Again, ["continue"] = ReservedWord.Again, ["answer"] = ReservedWord.Again, ["next"] = ReservedWord.Again,
        ["envoyer"] = ReservedWord.Send, ["envoie"] = ReservedWord.Send, ["envoyez"] = ReservedWord.Send, ["envoi"] = ReservedWord.Send, ["send"] = ReservedWord.Send,
    };

    public static (ReservedWord Word, int Number) Read(string words)
    {
        var raw = words.Trim();
        var text = raw == "?" ? raw : AnswerNumbers.Bare(raw);
        if (Words.TryGetValue(text, out var word)) return (word, 0);
        return text.Length < 60 && Correction().Match(text) is { Success: true } match
            ? (ReservedWord.Correct, int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture))
            : (ReservedWord.None, 0);
    }

    [GeneratedRegex(@"^(?:corriger|corrige|corrigez|modifier|changer|correct|change)\s+(?:la |ma )?(?:question |reponse |answer )?(?:n°\s*)?(?<number>[0-9]{1,2})$", RegexOptions.CultureInvariant)]
    private static partial Regex Correction();
}
