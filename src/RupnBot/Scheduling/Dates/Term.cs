namespace RupnBot.Scheduling.Dates;

/// <summary>What a word of the lexicon stands for; the value's meaning depends on the kind.</summary>
internal sealed record Term(TermKind Kind, int Value);

internal enum TermKind
{
    Weekday,
    Month,
    Number,
    Unit,
    Part,
    Key,
    Filler,
}

internal enum Unit
{
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

internal enum PartOfDay
{
    Morning,
    Afternoon,
    Evening,
    Night,
}

internal enum Key
{
    Today,
    Tomorrow,
    Yesterday,
    DayAfterTomorrow,
    Tonight,
    Afternoon,
    Noon,
    Midnight,
    After,
    Before,
    In,
    En,
    Next,
    This,
    End,
    Start,
    Half,
    Quarter,
    Minus,
    And,
    At,
    The,
    Weekend,
    Each,
    Daily,
    Weekly,
    Monthly,
    First,
    Working,
    Am,
    Pm,
    OrdinalEnding,
}
