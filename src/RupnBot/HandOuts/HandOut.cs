using RupnBot.Polls.Results;

namespace RupnBot.HandOuts;

/// <summary>What a month's hand-out says, cut to what one page holds.</summary>
/// <param name="Salon">Whose month it was.</param>
/// <param name="Month">Its first day.</param>
/// <param name="News">The essentials.</param>
/// <param name="MoreNews">How many more the salon had.</param>
/// <param name="Polls">Results told in the month.</param>
/// <param name="Dates">What is to come, counted from now.</param>
/// <param name="MadeOn">Today.</param>
public sealed record HandOut(
    string Salon, DateOnly Month, IReadOnlyList<HandOutNews> News, int MoreNews, IReadOnlyList<PollReport> Polls, IReadOnlyList<HandOutDate> Dates, DateOnly MadeOn)
{
    /// <summary>As many as fit on a page with the longest texts.</summary>
    public const int MostNews = 5;
    public const int MostPolls = 2;
    public const int MostAnswers = 4;
    public const int MostDates = 4;

    public bool IsEmpty => News.Count + Polls.Count + Dates.Count == 0;
}

/// <summary>An article.</summary>
/// <param name="Title">One line.</param>
/// <param name="Link">Where it is read.</param>
/// <param name="Source">Who tells it.</param>
/// <param name="Summary">One line; may be empty.</param>
public sealed record HandOutNews(string Title, string Link, string Source, string Summary);

/// <summary>A date to come.</summary>
/// <param name="When">In words.</param>
/// <param name="What">In words.</param>
public sealed record HandOutDate(string When, string What);
