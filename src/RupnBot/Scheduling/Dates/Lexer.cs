using System.Text;

namespace RupnBot.Scheduling.Dates;

/// <summary>
/// Cuts a text into numbers, words and the signs that matter between figures. Digits and letters part by themselves (<c>8h30</c>, <c>1er</c>);
/// every other character, whatever space or quote it is, only separates.
/// </summary>
internal static class Lexer
{
    private const int LargestValue = 999_999;

    public static IReadOnlyList<Token> Read(string text, bool guess)
    {
        var tokens = new List<Token>();
        var at = 0;
        while (at < text.Length)
        {
            var sign = text[at];
            if (char.IsAsciiDigit(sign))
            {
                at = AddFigure(text, at, tokens);
            }
            else if (char.IsLetter(sign))
            {
                at = AddWord(text, at, guess, tokens);
            }
            else
            {
                if (sign is ':' or '/' or '-' or '.' && IsBetweenFigures(text, at))
                {
                    tokens.Add(new Token(TokenKind.Sign, sign.ToString(), 0, 0, null, at));
                }

                at++;
            }
        }

        return tokens;
    }

    private static bool IsBetweenFigures(string text, int at) =>
        at > 0 && at + 1 < text.Length && IsFigureOrSpace(text, at, -1) && IsFigureOrSpace(text, at, 1);

    /// <summary>"8 : 30" and "3 / 3" are written too; a hyphen or a full stop must touch its figures.</summary>
    private static bool IsFigureOrSpace(string text, int at, int step)
    {
        var neighbour = at + step;
        if (text[at] is ':' or '/')
        {
            while (neighbour >= 0 && neighbour < text.Length && char.IsWhiteSpace(text[neighbour]))
            {
                neighbour += step;
            }
        }

        return neighbour >= 0 && neighbour < text.Length && char.IsAsciiDigit(text[neighbour]);
    }

    private static int AddFigure(string text, int start, List<Token> tokens)
    {
        var at = start;
        var value = 0;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            value = Math.Min(LargestValue, (value * 10) + (text[at] - '0'));
            at++;
        }

        tokens.Add(new Token(TokenKind.Number, text[start..at], value, at - start, null, start));
        return at;
    }

    private static int AddWord(string text, int start, bool guess, List<Token> tokens)
    {
        var folded = new StringBuilder();
        var at = start;
        while (at < text.Length && (char.IsLetter(text[at]) || Folding.IsMark(text[at])))
        {
            if (!Folding.IsMark(text[at]))
            {
                folded.Append(Folding.Fold(text[at]));
            }

            at++;
        }

        var word = folded.ToString();
        var term = Lexicon.Find(word, guess);
        if (term is not { Kind: TermKind.Number })
        {
            tokens.Add(new Token(TokenKind.Word, word, 0, 0, term, start));
            return at;
        }

        // "dix-sept", "vingt deux", "twenty one": tens and units are one number.
        if (tokens is [.., { IsNumber: true, Digits: 0, Value: 10 or 20 or 30 or 40 or 50 } tens] && term.Value is > 0 and < 10)
        {
            tokens[^1] = tens with { Value = tens.Value + term.Value };
            return at;
        }

        tokens.Add(new Token(TokenKind.Number, word, term.Value, 0, term, start));
        return at;
    }
}
