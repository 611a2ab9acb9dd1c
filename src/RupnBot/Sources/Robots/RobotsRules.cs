using System.Buffers;
using System.Text;

namespace RupnBot.Sources.Robots;

/// <summary>
/// A robots.txt (RFC 9309), as far as it speaks to one crawler: the groups that name it, else those for all. The longest rule that matches
/// decides, and of two of one length the one that allows. Pure; whatever the bytes are, they are rules or none.
/// </summary>
internal sealed class RobotsRules
{
    /// <summary>What is read of the file (RFC 9309, 2.5): beyond it rules do not count.</summary>
    public const int MostBytes = 500 * 1024;

    private const int MostRules = 2_000;
    private const int LongestRule = 500;

    private static readonly SearchValues<char> TokenCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-");

    private readonly List<(string Pattern, bool Allows)> _rules;

    private RobotsRules(List<(string Pattern, bool Allows)> rules) => _rules = rules;

    /// <summary>Nothing is forbidden.</summary>
    public static RobotsRules None { get; } = new([]);

    /// <param name="bytes">The file.</param>
    /// <param name="crawler">The product token of the crawler, compared without case.</param>
    public static RobotsRules Parse(ReadOnlySpan<byte> bytes, string crawler)
    {
        var text = Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, MostBytes)]).TrimStart('\uFEFF');
        var own = new List<(string Pattern, bool Allows)>();
        var all = new List<(string Pattern, bool Allows)>();
        var (isNamed, forOwn, forAll, inAgents) = (false, false, false, false);
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (!TryRead(line, out var key, out var value)) continue;
            if (key.Equals("user-agent", StringComparison.OrdinalIgnoreCase))
            {
                // Agents one after the other share the rules that follow.
                if (!inAgents) (forOwn, forAll) = (false, false);
                inAgents = true;
                forAll |= value is "*";
                forOwn |= Token(value).Equals(crawler, StringComparison.OrdinalIgnoreCase);
                isNamed |= forOwn;
                continue;
            }

            var allows = key.Equals("allow", StringComparison.OrdinalIgnoreCase);
            if (!allows && !key.Equals("disallow", StringComparison.OrdinalIgnoreCase)) continue;
            inAgents = false;
            // An empty rule is none.
            if (value.IsEmpty || value.Length > LongestRule || own.Count + all.Count >= MostRules) continue;
            var pattern = Normalize(value.ToString());
            if (forOwn) own.Add((pattern, allows));
            if (forAll) all.Add((pattern, allows));
        }

        return new RobotsRules(isNamed ? own : all);
    }

    /// <summary>Whether an address may be read.</summary>
    public bool Allows(Uri address)
    {
        var path = Normalize(address.PathAndQuery);
        if (path == "/robots.txt") return true;
        var (length, allows) = (-1, true);
        foreach (var (pattern, isAllowed) in _rules)
        {
            if (pattern.Length < length || (pattern.Length == length && !isAllowed) || !Matches(pattern, path)) continue;
            (length, allows) = (pattern.Length, isAllowed);
        }

        return allows;
    }

    private static bool TryRead(ReadOnlySpan<char> line, out ReadOnlySpan<char> key, out ReadOnlySpan<char> value)
    {
        var comment = line.IndexOf('#');
        if (comment >= 0) line = line[..comment];
        var colon = line.IndexOf(':');
        key = colon < 0 ? default : line[..colon].Trim();
        value = colon < 0 ? default : line[(colon + 1)..].Trim();
        return colon > 0;
    }

    // « RupnBot/1.0 » names the same crawler as « RupnBot ».
    private static ReadOnlySpan<char> Token(ReadOnlySpan<char> agent)
    {
        var end = agent.IndexOfAnyExcept(TokenCharacters);
        return end < 0 ? agent : agent[..end];
    }

    // Written with or without escapes a path is the same (RFC 9309, 2.2.2); what is reserved stays escaped as it is.
    private static string Normalize(string path)
    {
        var output = new StringBuilder(path.Length);
        Span<byte> utf8 = stackalloc byte[4];
        for (var i = 0; i < path.Length; i++)
        {
            if (path[i] == '%' && i + 2 < path.Length && byte.TryParse(path.AsSpan(i + 1, 2), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var escaped))
            {
                if (char.IsAsciiLetterOrDigit((char)escaped) || escaped is (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~') output.Append((char)escaped);
                else output.Append('%').Append(escaped.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
                i += 2;
            }
            else if (path[i] < 0x80)
            {
                output.Append(path[i]);
            }
            else
            {
                Rune.DecodeFromUtf16(path.AsSpan(i), out var rune, out var consumed);
                foreach (var one in utf8[..rune.EncodeToUtf8(utf8)]) output.Append('%').Append(one.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
                i += consumed - 1;
            }
        }

        return output.ToString();
    }

    // * stands for anything, a $ at the end for the end; else a rule is a beginning. Going back to the last star only, the work is a product, never a power.
    private static bool Matches(string pattern, string path)
    {
        var isWhole = pattern.EndsWith('$');
        var rule = isWhole ? pattern.AsSpan(0, pattern.Length - 1) : pattern.AsSpan();
        int r = 0, p = 0, star = -1, resume = 0;
        while (true)
        {
            if (r == rule.Length && (!isWhole || p == path.Length)) return true;
            if (r < rule.Length && rule[r] == '*')
            {
                (star, resume) = (r++, p);
            }
            else if (r < rule.Length && p < path.Length && rule[r] == path[p])
            {
                r++;
                p++;
            }
            else if (star >= 0 && resume < path.Length)
            {
                (r, p) = (star + 1, ++resume);
            }
            else
            {
                return false;
            }
        }
    }
}
