using RupnBot.Localization;
using RupnBot.Polls.Life;

namespace RupnBot.Polls.Series;

/// <summary>Says how often a poll comes back, and when next.</summary>
internal static class SeriesText
{
    public static string Started(PollSeries series, PollHours hours, Texts texts) =>
        texts.Format("Polls.Series.Started", ("rhythm", Rhythm(series, texts)), ("next", Next(series, hours, texts)));

    public static string Line(PollSeries series, PollHours hours, Texts texts) =>
        texts.Format("Polls.Series.Line", ("question", series.Question), ("rhythm", Rhythm(series, texts)), ("next", Next(series, hours, texts)));

    private static string Rhythm(PollSeries series, Texts texts) => texts.Get($"Polls.Series.Rhythm.{series.Rhythm}");

    private static string Next(PollSeries series, PollHours hours, Texts texts) =>
        series.NextAt is { } next ? hours.FullText(next, texts.Culture) : texts.Get("Polls.Series.NoNext");
}
