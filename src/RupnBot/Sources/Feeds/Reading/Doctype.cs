using System.Buffers;
using System.Text;

namespace RupnBot.Sources.Feeds.Reading;

/// <summary>
/// Steps over a document type declaration. Nothing of it is processed, save internal general entities whose value is short
/// and holds no reference: old feeds use them for accents. So no entity can grow, nest or fetch anything.
/// </summary>
internal static class Doctype
{
    private static readonly SearchValues<char> Delimiters = SearchValues.Create("[]<>\"'");

    private const int MostEntities = 300;
    private const int LongestValue = 200;
    private const int LongestDeclaration = 300;

    /// <returns>The index after the declaration that starts at <paramref name="start"/>.</returns>
    public static int Skip(string text, int start, Dictionary<string, string> entities)
    {
        var position = start;
        var depth = 0;
        while (position < text.Length)
        {
            var stop = text.AsSpan(position).IndexOfAny(Delimiters);
            if (stop < 0) return text.Length;
            position += stop;
            switch (text[position])
            {
                case '[': depth++; break;
                case ']': depth--; break;
                case '"' or '\'':
                    var close = text.IndexOf(text[position], position + 1);
                    if (close > 0) position = close;
                    break;
                case '>' when depth <= 0: return position + 1;
                case '<' when depth > 0:
                    position = SkipDeclaration(text, position, entities);
                    continue;
                // The feed began although the declaration never ended.
                case '<' when position > start: return position;
            }
            position++;
        }
        return text.Length;
    }

    private static int SkipDeclaration(string text, int start, Dictionary<string, string> entities)
    {
        if (text.AsSpan(start).StartsWith("<!--")) return After(text, "-->", start);
        if (text.AsSpan(start).StartsWith("<!ENTITY", StringComparison.OrdinalIgnoreCase)) Note(text.AsSpan(start + 8), entities);
        var position = start + 1;
        while (position < text.Length && text[position] != '>')
        {
            if (text[position] is '"' or '\'')
            {
                var close = text.IndexOf(text[position], position + 1);
                if (close > 0) position = close;
            }
            position++;
        }
        return Math.Min(position + 1, text.Length);
    }

    private static void Note(ReadOnlySpan<char> declaration, Dictionary<string, string> entities)
    {
        if (entities.Count >= MostEntities) return;
        declaration = declaration.TrimStart();
        // What is not within reach is too long anyway; looking on for it would read the whole rest at each declaration.
        declaration = declaration[..Math.Min(declaration.Length, LongestDeclaration)];
        var nameLength = declaration.IndexOfAny(" \t\r\n");
        if (nameLength is < 1 or > 33 || declaration[0] == '%') return;
        var name = declaration[..nameLength];
        var value = declaration[nameLength..].TrimStart();
        if (value.IsEmpty || value[0] is not ('"' or '\'')) return; // SYSTEM or PUBLIC: external, never read.
        var length = value[1..].IndexOf(value[0]);
        if (length is < 0 or > LongestValue) return;
        value = value.Slice(1, length);
        if (ReadValue(value) is { } flat) entities.TryAdd(name.ToString(), flat);
    }

    private static string? ReadValue(ReadOnlySpan<char> value)
    {
        if (value.IndexOf('<') >= 0) return null;
        if (value.IndexOf('&') < 0) return value.ToString();
        var output = new StringBuilder();
        EntityDecoder.Append(output, value);
        // A reference that is left would be to another declared entity: refused.
        return output.ToString() is var text && text.Contains('&') && text.Contains(';') ? null : text;
    }

    private static int After(string text, string end, int start) =>
        text.IndexOf(end, start, StringComparison.Ordinal) is var at && at < 0 ? text.Length : at + end.Length;
}
