namespace RupnBot.Scheduling.Dates;

/// <summary>A number, a word or a sign of the text; <paramref name="Start"/> is its position as written.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Value, int Digits, Term? Term, int Start)
{
    public bool IsNumber => Kind == TokenKind.Number;

    /// <summary>Written with digits, not as a word.</summary>
    public bool IsFigure => IsNumber && Digits > 0;

    public bool Is(TermKind kind) => Term is { } term && term.Kind == kind;

    public bool IsKey(Key key) => Term is { Kind: TermKind.Key } term && term.Value == (int)key;

    public bool IsUnit(Unit unit) => Term is { Kind: TermKind.Unit } term && term.Value == (int)unit;

    public bool IsSign(char sign) => Kind == TokenKind.Sign && Text[0] == sign;
}

internal enum TokenKind
{
    Number,
    Word,
    Sign,
}
