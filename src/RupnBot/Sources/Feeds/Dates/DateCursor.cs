namespace RupnBot.Sources.Feeds.Dates;

/// <summary>A place in a date's text.</summary>
internal ref struct DateCursor(ReadOnlySpan<char> text)
{
    public ReadOnlySpan<char> Rest { get; private set; } = text;

    public readonly bool AtEnd => Rest.Trim().IsEmpty;
    public readonly char Next => Rest.IsEmpty ? '\0' : Rest[0];

    public void Advance(int count) => Rest = Rest[count..];

    public void SkipAny(ReadOnlySpan<char> characters) => Rest = Rest.TrimStart(characters);

    public bool Take(char c)
    {
        if (Next != c) return false;
        Advance(1);
        return true;
    }

    /// <summary>A number of at most nine digits; how many there were says much about what it is.</summary>
    public int? Number(out int digits)
    {
        digits = 0;
        var value = 0;
        while (digits < Rest.Length && char.IsAsciiDigit(Rest[digits]) && digits < 9) value = value * 10 + (Rest[digits++] - '0');
        if (digits == 0) return null;
        Advance(digits);
        return value;
    }

    /// <summary>Letters, accents and abbreviation points included.</summary>
    public ReadOnlySpan<char> Word()
    {
        var length = 0;
        while (length < Rest.Length && (char.IsLetter(Rest[length]) || char.IsSurrogate(Rest[length]))) length++;
        var word = Rest[..length];
        Advance(length);
        return word;
    }
}
