using System.Text.RegularExpressions;
using RupnBot.Localization;

namespace RupnBot.Newsletters.Talking;

/// <summary>What can be said about a letter.</summary>
internal enum LetterWord
{
    Test,
    Send,
    To,
    Describe,
    Summarize,
    Validate,
    Decline,
    Cancel,
    Correct,
    Withdraw,
    FollowUp,
    Pause,
    Resume,
}

/// <summary>« envoyer lundi 8h », « à : collèges, 86 », « corriger … »: a word and what follows it; pure.</summary>
internal sealed partial record LetterRequest(LetterWord Word, string Rest)
{
    /// <summary>Words of the one letter in preparation, understood without replying to it.</summary>
    public bool IsOfDrafts => Word is LetterWord.Test or LetterWord.Send or LetterWord.To or LetterWord.Describe or LetterWord.Summarize or LetterWord.Validate or LetterWord.Cancel;

    /// <summary>Null when it begins with no such word.</summary>
    public static LetterRequest? Parse(string body)
    {
        var text = body.Trim();
        if (Labelled().Match(text) is { Success: true } labelled)
        {
            var isPicture = TextFolding.Fold(labelled.Groups["label"].Value) is "image" or "photo" or "picture" or "alt";
            return new LetterRequest(isPicture ? LetterWord.Describe : LetterWord.To, labelled.Groups["rest"].Value.Trim());
        }

        if (First().Match(text) is not { Success: true } first) return null;
        var rest = text[first.Length..].Trim();
        var written = first.Groups[1].Value;
        // « résumé » is the French for a summary, "resume" the English for going on.
        var isAccented = written.Contains('é', StringComparison.OrdinalIgnoreCase) || written.Contains('\u0301', StringComparison.Ordinal);
        LetterWord? word = TextFolding.Fold(written) switch
        {
            "test" or "tester" or "essai" => LetterWord.Test,
            "envoyer" or "envoi" or "envoie" or "programmer" or "send" or "schedule" => LetterWord.Send,
            "resume" when isAccented => LetterWord.Summarize,
            "resumer" or "summary" or "summarize" => LetterWord.Summarize,
            "valider" or "valide" or "validate" or "approve" => LetterWord.Validate,
            "refuser" or "refuse" or "decline" => LetterWord.Decline,
            "annuler" or "annule" or "cancel" => LetterWord.Cancel,
            "corriger" or "corrige" or "correct" => LetterWord.Correct,
            "retirer" or "retire" or "withdraw" => LetterWord.Withdraw,
            "suivi" or "suivre" or "follow-up" or "progress" => LetterWord.FollowUp,
            "pause" or "suspendre" or "suspend" => LetterWord.Pause,
            "reprendre" or "reprise" or "resume" or "continue" => LetterWord.Resume,
            _ => null,
        };
        if (word is null) return null;
        // « Test de français jeudi » and « pause déjeuner » are talk: these words stand alone.
        var standsAlone = word is LetterWord.Test or LetterWord.Validate or LetterWord.Cancel or LetterWord.Withdraw or LetterWord.FollowUp or LetterWord.Pause or LetterWord.Resume;
        if (!standsAlone) return new LetterRequest(word.Value, rest);
        return rest.Trim('.', '!', ' ').Length > 0 ? null : new LetterRequest(word.Value, "");
    }

    // « à : collèges », « À collèges »; without its accent the colon tells it from a verb.
    [GeneratedRegex(@"^(?:(?<label>a|to|pour|destinataires?|image|photo|picture|alt|à|à)\s*[:：]|(?<label>à|à)(?=\s))\s*(?<rest>[^\n]*)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Labelled();

    [GeneratedRegex(@"^([\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*)(?=$|[\s:,.!])[:,.!]?", RegexOptions.CultureInvariant)]
    private static partial Regex First();
}
