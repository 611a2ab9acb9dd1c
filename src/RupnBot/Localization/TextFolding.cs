using System.Globalization;
using System.Text;

namespace RupnBot.Localization;

/// <summary>Forgives what phones and hands do to words: accents, case, typographic quotes, unusual spaces.</summary>
public static class TextFolding
{
    /// <summary>Lower case without accents; typographic apostrophes and spaces made plain; invisible characters dropped.</summary>
    public static string Fold(string text)
    {
        var decomposed = SafeNormalize(text);
        var result = new StringBuilder(decomposed.Length);
        foreach (var c in decomposed)
        {
            switch (CharUnicodeInfo.GetUnicodeCategory(c))
            {
                case UnicodeCategory.NonSpacingMark or UnicodeCategory.Format:
                    continue;
                case UnicodeCategory.SpaceSeparator:
                    result.Append(' ');
                    continue;
            }

            switch (c)
            {
                case '’' or '‘' or 'ʼ': result.Append('\''); break;
                case '“' or '”' or '«' or '»': result.Append('"'); break;
                // NFKD makes the no-break hyphen (U+2011) that phones insert into a plain one, U+2010.
                case '–' or '—' or '\u2010' or '\u2011': result.Append('-'); break;
                case 'œ' or 'Œ': result.Append("oe"); break;
                case 'æ' or 'Æ': result.Append("ae"); break;
                default: result.Append(char.ToLowerInvariant(c)); break;
            }
        }

        return result.ToString();
    }

    private static string SafeNormalize(string text)
    {
        try
        {
            // NFKD would make a space of the acute accent that some keyboards give for an apostrophe.
            return text.Replace('´', '\'').Normalize(NormalizationForm.FormKD);
        }
        catch (ArgumentException) // an unpaired surrogate: the text is used as it is
        {
            return text;
        }
    }
}
