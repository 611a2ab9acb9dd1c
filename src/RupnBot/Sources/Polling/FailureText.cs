using RupnBot.Localization;
using RupnBot.Scheduling.Calendar;
using RupnBot.Scheduling.Dates;
using RupnBot.Sources.Catalog;
using RupnBot.Sources.Fetching;
using RupnBot.Sources.Pages;

namespace RupnBot.Sources.Polling;

/// <summary>A failure as people are told it; pure.</summary>
internal static class FailureText
{
    public static string Of(FetchFailed failed, Texts texts) => Of(failed.Reason.ToString(), failed.StatusCode, texts);

    public static string Of(Source source, Texts texts) => Of(source.FailureReason ?? SourceState.NotAFeed, source.FailureStatus, texts);

    /// <summary>« mardi », and from a week on the whole day.</summary>
    public static string Since(DateTimeOffset since, DateTimeOffset now, TimeZoneInfo zone, Texts texts)
    {
        var day = LocalInstant.DateOf(since, zone);
        return LocalInstant.DateOf(now, zone).DayNumber - day.DayNumber < 7 ? day.ToString("dddd", texts.Culture) : DateText.Day(day, texts.Culture, withYear: false);
    }

    /// <param name="reason">A member of <see cref="FetchFailure"/>, or of the errors of sources.</param>
    /// <param name="status">The status, when there was one.</param>
    /// <param name="texts">The language.</param>
    public static string Of(string reason, int? status, Texts texts)
    {
        if (reason == SourceState.NotAFeed || PageErrors.All.Contains(reason)) return texts.Get($"Sources.{reason}");
        return status is { } code && reason == nameof(FetchFailure.HttpStatus) ? texts.Format("FetchFailure.HttpStatus", ("status", code)) : texts.Format($"FetchFailure.{reason}", ("status", status));
    }
}
