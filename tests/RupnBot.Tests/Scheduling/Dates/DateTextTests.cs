using System.Globalization;
using RupnBot.Scheduling.Dates;

namespace RupnBot.Tests.Scheduling.Dates;

public sealed class DateTextTests
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    [Theory]
    [InlineData("2026-11-30T07:00Z", "lundi 30 novembre 2026 à 8 h", "Monday 30 November 2026 at 8:00 am")]
    [InlineData("2026-12-04T17:30Z", "vendredi 4 décembre 2026 à 18 h 30", "Friday 4 December 2026 at 6:30 pm")]
    [InlineData("2027-07-01T10:05Z", "jeudi 1er juillet 2027 à 12 h 05", "Thursday 1 July 2027 at 12:05 pm")]
    [InlineData("2026-12-31T23:00Z", "vendredi 1er janvier 2027 à 0 h", "Friday 1 January 2027 at 12:00 am")]
    [InlineData("2027-03-28T01:00Z", "dimanche 28 mars 2027 à 3 h", "Sunday 28 March 2027 at 3:00 am")]
    public void An_instant_is_repeated_as_a_full_date(string instant, string french, string english)
    {
        Assert.Equal(french, DateText.Full(At(instant), Paris, French));
        Assert.Equal(english, DateText.Full(At(instant), Paris, English));
    }

    [Fact]
    public void What_is_near_goes_without_its_year()
    {
        Assert.Equal("vendredi 4 décembre à 18 h 30", DateText.WithoutYear(At("2026-12-04T17:30Z"), Paris, French));
        Assert.Equal("lundi 30 novembre", DateText.Day(At("2026-11-30T07:00Z"), Paris, French, withYear: false));
        Assert.Equal("Monday 30 November 2026", DateText.Day(At("2026-11-30T07:00Z"), Paris, English));
    }

    [Theory]
    [InlineData("weekly monday 08:00", "chaque lundi à 8 h", "every Monday at 8:00 am")]
    [InlineData("daily 12:30", "chaque jour de classe à 12 h 30", "every school day at 12:30 pm")]
    [InlineData("monthly first 08:00", "le premier jour de classe du mois à 8 h", "on the first school day of the month at 8:00 am")]
    [InlineData("monthly 1 08:00", "le 1er du mois à 8 h", "on day 1 of the month at 8:00 am")]
    [InlineData("monthly thursday 17:00", "le premier jeudi du mois à 17 h", "on the first Thursday of the month at 5:00 pm")]
    public void A_cadence_is_repeated_in_words(string code, string french, string english)
    {
        Assert.True(CadenceCode.TryRead(code, out var cadence));
        Assert.Equal(french, DateText.Rhythm(cadence, French));
        Assert.Equal(english, DateText.Rhythm(cadence, English));
        Assert.Equal(code, CadenceCode.Write(cadence));
    }

    [Fact]
    public void What_the_bot_repeats_is_understood_again()
    {
        var now = At("2026-11-23T15:20Z");
        foreach (var culture in new[] { French, English })
        {
            foreach (var hours in Enumerable.Range(1, 400).Select(step => step * 7))
            {
                var instant = At("2026-11-23T15:30Z").AddHours(hours);
                var result = WhenParser.Parse(DateText.Full(instant, Paris, culture), now, Paris, culture);

                // 12:00 am begins the day in both tongues; only « minuit » ends it.
                Assert.Equal(instant, Assert.IsType<WhenResult.Understood>(result).Instant);
            }
        }
    }

    private static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);
}
