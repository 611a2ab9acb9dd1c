namespace RupnBot.Sources.Feeds.Dates;

/// <summary>What has been found of a date so far; the numbers are told apart by length and place.</summary>
internal struct DateParts
{
    private int year;
    private int yearDigits;
    private int day;
    private int monthNumber;
    private bool yearFirst;

    public int Month { get; private set; }
    public TimeOfDay? Time { get; set; }
    public TimeSpan? Zone { get; set; }
    public bool ZoneRead { get; set; }
    public bool Afternoon { get; set; }

    public readonly bool HasNumbers => day > 0 || yearDigits > 0 || monthNumber > 0;

    public void SetMonth(int month)
    {
        if (month > 0) Month = month;
    }

    /// <returns>False when there is no place left for the number.</returns>
    public bool Add(int number, int digits)
    {
        if (digits >= 3 && yearDigits == 0) return SetYear(number, digits);
        if (digits > 2) return false;
        // 2006/09/15: year first, then a month in figures.
        if (yearDigits > 0 && day == 0 && monthNumber == 0 && Month == 0) return Set(ref monthNumber, number);
        if (day == 0) return Set(ref day, number);
        // 23/11/2026: the day is first in France, as in RFC 822.
        if (yearDigits == 0 && Month == 0 && monthNumber == 0) return Set(ref monthNumber, number);
        return yearDigits == 0 && SetYear(number, digits);
    }

    public readonly DateTimeOffset? Compose()
    {
        var month = Month > 0 ? Month : monthNumber;
        if (yearDigits == 0 || day == 0 || month == 0) return null;
        // 11/23/2026: only an American can have meant that.
        var (first, second) = Month == 0 && !yearFirst && month > 12 && day <= 12 ? (day, month) : (month, day);
        var time = Time ?? default;
        if (Afternoon && time.SinceMidnight < TimeSpan.FromHours(12)) time = new TimeOfDay(time.SinceMidnight + TimeSpan.FromHours(12));
        return FeedDate.Compose(FeedDate.FullYear(year, yearDigits), first, second, time, Zone ?? TimeSpan.Zero);
    }

    private bool SetYear(int number, int digits)
    {
        if (digits > 4) return false;
        (year, yearDigits, yearFirst) = (number, digits, day == 0);
        return true;
    }

    private static bool Set(ref int part, int number)
    {
        part = number;
        return number > 0;
    }
}
