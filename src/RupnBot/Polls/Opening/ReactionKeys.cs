using System.Globalization;

namespace RupnBot.Polls.Opening;

/// <summary>The reactions that stand for the choices of a message: the keys 1 to 10 of a telephone, as clients' own pickers write them.</summary>
public static class ReactionKeys
{
    /// <summary>There are as many keys, and more reactions under a message are no longer read.</summary>
    public const int Most = 10;

    private const string Ten = "\U0001F51F";
    private const string VariationSelector = "\uFE0F";
    private const string Keycap = "\u20E3";

    /// <summary>The reaction for the choice at this position, counted from 0.</summary>
    public static string At(int position) => position == Most - 1 ? Ten : string.Create(CultureInfo.InvariantCulture, $"{position + 1}{VariationSelector}{Keycap}");

    /// <summary>The position that a reaction stands for; null for any other, a heart or a thumb. Some clients leave the variation selector out.</summary>
    public static int? PositionOf(string key)
    {
        if (key.Length > 4) return null;
        var bare = key.Replace(VariationSelector, "", StringComparison.Ordinal);
        if (bare == Ten) return Most - 1;
        return bare.Length == 2 && bare.EndsWith(Keycap, StringComparison.Ordinal) && bare[0] is >= '1' and <= '9' ? bare[0] - '1' : null;
    }
}
