using RupnBot.Localization;

namespace RupnBot.Newsletters.Files;

/// <summary>« corriger image », « corriger sans pièce jointe »: what follows the word when it speaks of a file rather than being a new text; pure.</summary>
/// <param name="IsPicture">The picture, or the attachment.</param>
/// <param name="IsRemoval">To be taken away, or replaced by one that follows.</param>
internal sealed record LetterFileWords(bool IsPicture, bool IsRemoval)
{
    private static readonly string[] Without = ["sans ", "retirer ", "enlever ", "supprimer ", "without ", "remove "];
    private static readonly string[] Articles = ["l'", "la ", "le ", "the ", "une ", "un ", "an ", "a "];
    private static readonly string[] Pictures = ["image", "photo", "picture"];
    private static readonly string[] Attachments = ["piece jointe", "piece-jointe", "fichier", "pj", "attachment", "file"];

    /// <summary>Null when these are other words.</summary>
    public static LetterFileWords? Read(string words)
    {
        var text = TextFolding.Fold(words).Trim().TrimEnd('.', '!', ':', ' ');
        var without = Without.FirstOrDefault(word => text.StartsWith(word, StringComparison.Ordinal));
        text = text[(without?.Length ?? 0)..].TrimStart();
        text = text[(Articles.FirstOrDefault(word => text.StartsWith(word, StringComparison.Ordinal))?.Length ?? 0)..];
        if (Pictures.Contains(text)) return new LetterFileWords(IsPicture: true, without is not null);
        return Attachments.Contains(text) ? new LetterFileWords(IsPicture: false, without is not null) : null;
    }
}
