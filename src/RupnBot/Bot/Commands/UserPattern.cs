using RupnBot.Matrix;

namespace RupnBot.Bot.Commands;

/// <summary>A pattern on a Matrix id: <c>*</c> any run of characters, <c>?</c> one; case is ignored. Linear time whatever the pattern.</summary>
public static class UserPattern
{
    public static bool Matches(string pattern, UserId user)
    {
        var text = user.Value;
        int p = 0, t = 0, star = -1, mark = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && (pattern[p] == '?' || char.ToLowerInvariant(pattern[p]) == char.ToLowerInvariant(text[t])) && pattern[p] != '*')
            {
                p++;
                t++;
            }
            else if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                mark = t;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++mark;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*') p++;
        return p == pattern.Length;
    }
}
