using System.Globalization;
using System.Text;

namespace RupnBot.Scheduling.Dates;

/// <summary>Letters without case or accent, character for character, so that positions in the text stay what they were.</summary>
internal static class Folding
{
    public static char Fold(char letter)
    {
        if (char.IsAscii(letter))
        {
            return char.ToLowerInvariant(letter);
        }

        if (char.IsSurrogate(letter))
        {
            return letter;
        }

        var decomposed = letter.ToString().Normalize(NormalizationForm.FormKD);
        return char.ToLowerInvariant(decomposed.Length > 0 ? decomposed[0] : letter);
    }

    /// <summary>A combining mark belongs to the letter before it (text typed on some phones is decomposed).</summary>
    public static bool IsMark(char letter) =>
        CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format;
}
