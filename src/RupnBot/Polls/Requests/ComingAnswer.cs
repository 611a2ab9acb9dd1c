using RupnBot.Localization;

namespace RupnBot.Polls.Requests;

/// <summary>The answer by which people say that they would come; a threshold counts it.</summary>
internal static class ComingAnswer
{
    // The more certain first: « Je viens » beside « Oui, mais plus tard » is the one meant.
    private static readonly string[] Beginnings =
    [
        "je viens", "je viendrai", "je participe", "je serai", "je suis partant", "partant", "interesse", "je suis interesse", "present", "oui",
        "i'm coming", "i am coming", "i come", "i will come", "count me in", "interested", "i'm interested", "yes",
    ];

    /// <summary>Its position; null when no answer says so.</summary>
    public static int? PositionIn(IReadOnlyList<string> answers)
    {
        var folded = answers.Select(answer => TextFolding.Fold(answer).Trim()).ToList();
        foreach (var beginning in Beginnings)
            if (folded.FindIndex(answer => answer.StartsWith(beginning, StringComparison.Ordinal)) is >= 0 and var position) return position;
        return null;
    }
}
