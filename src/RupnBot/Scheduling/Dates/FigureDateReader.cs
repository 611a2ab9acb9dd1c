namespace RupnBot.Scheduling.Dates;

/// <summary>Reads dates in figures: <c>3/3</c>, <c>03/03/2027</c>, <c>3.3.27</c>, <c>3-3-2027</c>, <c>2027-03-03</c>.</summary>
internal static class FigureDateReader
{
    public static DayExpression? Read(TokenCursor cursor, bool dayFirst)
    {
        if (!cursor.Peek().IsFigure || cursor.Peek(1) is not { Kind: TokenKind.Sign, Text: "/" or "-" or "." } sign)
        {
            return null;
        }

        if (!cursor.Peek(2).IsFigure)
        {
            return null;
        }

        var (first, second) = (cursor.Peek(), cursor.Peek(2));
        var third = cursor.Peek(3).IsSign(sign.Text[0]) && cursor.Peek(4).IsFigure ? cursor.Peek(4) : (Token?)null;
        if (first.Digits == 4 && third is { Digits: <= 2 } day)
        {
            cursor.Move(5);
            SkipIsoTimeMark(cursor);
            return new DayExpression.OnDate(day.Value, second.Value, first.Value);
        }

        if (first.Digits > 2 || second.Digits > 2 || (third is null && sign.Text != "/"))
        {
            return null;
        }

        int? year = third switch
        {
            null => null,
            { Digits: 2 } shortYear => 2000 + shortYear.Value,
            { Digits: 4 } longYear => longYear.Value,
            _ => -1,
        };
        cursor.Move(third is null ? 3 : 5);
        if (year == -1)
        {
            cursor.Fail(WhenFault.NoSuchDate);
            return null;
        }

        return InOrder(first.Value, second.Value, year, dayFirst);
    }

    /// <summary>French writes the day first. English writes both ways: what can only be one way is, the rest is asked about.</summary>
    private static DayExpression InOrder(int first, int second, int? year, bool dayFirst)
    {
        if (dayFirst || first == second || first > 12)
        {
            return new DayExpression.OnDate(first, second, year);
        }

        return second > 12 ? new DayExpression.OnDate(second, first, year) : new DayExpression.EitherOrder(first, second, year);
    }

    private static void SkipIsoTimeMark(TokenCursor cursor)
    {
        if (cursor.Peek().Text == "t" && cursor.Peek(1).IsFigure)
        {
            cursor.Move();
        }
    }
}
