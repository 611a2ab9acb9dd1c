using System.Text;

namespace RupnBot.Almanac.Reading;

/// <summary>A content line of RFC 5545, section 3.1: <c>DTSTART;TZID=Europe/Paris:20261201T180000</c>.</summary>
/// <param name="Name">In capitals.</param>
/// <param name="Parameters">Names in capitals, values without quotes.</param>
/// <param name="Value">As it stands, still escaped.</param>
public sealed record CalendarLine(string Name, IReadOnlyDictionary<string, string> Parameters, string Value)
{
    private const int MostParameters = 10;
    private static readonly Dictionary<string, string> None = [];

    /// <summary>The lines of a document, one after the other; none longer than <see cref="CalendarLimits.Line"/> is ever put together.</summary>
    public static IEnumerable<CalendarLine> ReadAll(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var current = new StringBuilder();
        var at = 0;
        while (at < text.Length)
        {
            var end = text.AsSpan(at).IndexOfAny('\r', '\n') is >= 0 and var found ? at + found : text.Length;
            var isContinued = text[at] is ' ' or '\t';
            if (!isContinued)
            {
                if (Parse(current.ToString()) is { } line) yield return line;
                current.Clear();
            }

            var start = isContinued ? at + 1 : at;
            current.Append(text, start, Math.Min(Math.Max(end - start, 0), CalendarLimits.Line - current.Length));
            at = end;
            while (at < text.Length && text[at] is '\r' or '\n') at++;
        }

        if (Parse(current.ToString()) is { } last) yield return last;
    }

    /// <summary>A TEXT value (section 3.3.11), its escapes undone.</summary>
    public string Text
    {
        get
        {
            var result = new StringBuilder(Value.Length);
            for (var i = 0; i < Value.Length; i++)
            {
                if (Value[i] != '\\' || i + 1 == Value.Length) result.Append(Value[i]);
                else result.Append(Value[++i] is 'n' or 'N' ? ' ' : Value[i]);
            }

            return result.ToString();
        }
    }

    private static CalendarLine? Parse(string line)
    {
        // A colon inside quotes belongs to a parameter's value.
        var isQuoted = false;
        var cuts = new List<int>();
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"') isQuoted = !isQuoted;
            if (isQuoted) continue;
            if (line[i] == ';' && cuts.Count < MostParameters) cuts.Add(i);
            if (line[i] != ':') continue;
            cuts.Add(i);
            var name = line[..cuts[0]].Trim().ToUpperInvariant();
            return name.Length == 0 ? null : new CalendarLine(name, ParametersOf(line, cuts), line[(i + 1)..].Trim());
        }

        return null;
    }

    private static Dictionary<string, string> ParametersOf(string line, List<int> cuts)
    {
        if (cuts.Count == 1) return None;
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 1; i < cuts.Count; i++)
        {
            var parameter = line[(cuts[i - 1] + 1)..cuts[i]];
            var equals = parameter.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0) parameters[parameter[..equals].Trim().ToUpperInvariant()] = parameter[(equals + 1)..].Trim().Trim('"');
        }

        return parameters;
    }
}
