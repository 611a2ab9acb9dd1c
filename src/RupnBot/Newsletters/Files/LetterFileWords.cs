using RupnBot.Localization;

namespace RupnBot.Newsletters.Files;

/// <summary>« corriger image », « corriger sans pièce jointe »: what follows the word when it speaks of a file rather than being a new text; pure.</summary>
/// <param name="IsPicture">The picture, or the attachment.</param>
/// <param name="IsRemoval">To be taken away, or replaced by one that follows.</param>
internal sealed record LetterFileWords(bool IsPicture, bool IsRemoval)
{
    /// <summary>A short line may speak of files in words nobody foresaw; a letter is longer.</summary>
    private const int MostWords = 6;

    private static readonly string[] Without =
        ["sans ", "retirer ", "retire ", "retirez ", "enlever ", "enleve ", "enlevez ", "supprimer ", "supprime ", "supprimez ", "without ", "remove ", "delete "];

    private static readonly string[] Instead = ["changer ", "change ", "changez ", "remplacer ", "remplace ", "remplacez ", "replace "];
    private static readonly string[] Articles = ["l'", "la ", "les ", "le ", "the ", "cette ", "ces ", "ce ", "this ", "une ", "un ", "an ", "a "];
    private static readonly string[] Pictures = ["image", "images", "photo", "photos", "picture", "pictures"];
    private static readonly string[] Attachments = ["piece jointe", "pieces jointes", "piece-jointe", "pieces-jointes", "fichier", "fichiers", "pj", "attachment", "attachments", "file", "files"];
    private static readonly string[] Politeness = ["s'il vous plait", "s'il te plait", "svp", "stp", "merci", "please", "thanks", "thank you"];

    // Between two files, or of the letter: never what a letter is made of.
    private static readonly string[] Between = ["et", "ou", "ni", "and", "or", "nor", "de", "of", "l", "d", "lettre", "letter", "piece", "pieces", "jointe", "jointes"];

    /// <summary>Null when these are other words.</summary>
    public static LetterFileWords? Read(string words)
    {
        var text = Bare(words);
        var without = Without.FirstOrDefault(word => text.StartsWith(word, StringComparison.Ordinal));
        text = After(without ?? Instead.FirstOrDefault(word => text.StartsWith(word, StringComparison.Ordinal)), text);
        text = After(Articles.FirstOrDefault(word => text.StartsWith(word, StringComparison.Ordinal)), text);
        if (Pictures.Contains(text)) return new LetterFileWords(IsPicture: true, without is not null);
        return Attachments.Contains(text) ? new LetterFileWords(IsPicture: false, without is not null) : null;
    }

    /// <summary>Words that <see cref="Read"/> does not know, and that are rather said of a file than to hundreds of people.</summary>
    public static bool IsDoubtful(string words)
    {
        if (words.Trim().Contains('\n', StringComparison.Ordinal)) return false;
        var text = Bare(words);
        var said = text.Split([' ', '\'', ',', ';', '.', ':', '/', '+', '&', '!', '?'], StringSplitOptions.RemoveEmptyEntries);
        if (said.Length is 0 or > MostWords) return false;
        if (Among(Without, said[0])) return true;
        return said.Any(IsOfFile) && said.All(word => IsOfFile(word) || Between.Contains(word) || Among(Articles, word) || Among(Without, word) || Among(Instead, word) || Politeness.Contains(word));
    }

    private static bool IsOfFile(string word) => Pictures.Contains(word) || Attachments.Contains(word) || word is "jointe" or "jointes";

    private static bool Among(string[] openings, string word) => openings.Any(opening => opening.AsSpan().TrimEnd(" '").SequenceEqual(word));

    private static string After(string? opening, string text) => text[(opening?.Length ?? 0)..].TrimStart();

    // Folded, without signs at its end and without what is said to be polite.
    private static string Bare(string words)
    {
        var text = TextFolding.Fold(words).Trim(' ', '"');
        while (true)
        {
            text = text.TrimEnd('.', '!', '?', ':', ',', ';', '"', ' ');
            if (Politeness.FirstOrDefault(word => text.EndsWith(" " + word, StringComparison.Ordinal)) is { } last) text = text[..^last.Length];
            else if (Politeness.FirstOrDefault(word => text.StartsWith(word + " ", StringComparison.Ordinal)) is { } first) text = text[first.Length..].TrimStart();
            else return text;
        }
    }
}
