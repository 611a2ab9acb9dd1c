using System.Collections.Frozen;
using RupnBot.Localization;

namespace RupnBot.Bot.Commands;

/// <summary>What people say to end a conversation: it wants no answer, least of all « je n'ai pas compris ».</summary>
internal static class Courtesy
{
    private static readonly FrozenSet<string> Words = new[]
    {
        "merci", "merci beaucoup", "merci bien", "merci a vous", "ok", "ok merci", "d'accord", "entendu", "parfait", "super", "tres bien", "bien recu", "c'est bon", "c'est parfait", "genial",
        "au revoir", "a bientot", "bonne journee", "bonne soiree", "bon week-end", "bonnes vacances", "thanks", "thank you", "great", "perfect", "bye", "goodbye",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static bool Is(string body) => body.Length < 40 && Words.Contains(TextFolding.Fold(body).Replace(",", "", StringComparison.Ordinal).Trim(' ', '!', '.', ':', ')', '\n'));
}
