namespace RupnBot.Scheduling.Dates;

/// <summary>A place in the tokens; readers look ahead and move it only over what they understood.</summary>
internal sealed class TokenCursor(IReadOnlyList<Token> tokens)
{
    private static readonly Token Nothing = new(TokenKind.Word, string.Empty, 0, 0, null, -1);

    public int Position { get; private set; }

    public bool AtEnd => Position >= tokens.Count;

    /// <summary>Why what stands here can be no date or hour, though it looks like one.</summary>
    public WhenFault? Fault { get; private set; }

    public Token Peek(int ahead = 0)
    {
        var index = Position + ahead;
        return index >= 0 && index < tokens.Count ? tokens[index] : Nothing;
    }

    public void Move(int count = 1) => Position += count;

    public void MoveTo(int position) => Position = position;

    public bool TakeKey(Key key)
    {
        if (!Peek().IsKey(key))
        {
            return false;
        }

        Move();
        return true;
    }

    public bool TakeUnit(Unit unit)
    {
        if (!Peek().IsUnit(unit))
        {
            return false;
        }

        Move();
        return true;
    }

    public void SkipFillers()
    {
        while (Peek().Is(TermKind.Filler) || Peek().IsKey(Key.The))
        {
            Move();
        }
    }

    public void Fail(WhenFault fault) => Fault ??= fault;
}
