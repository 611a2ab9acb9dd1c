using System.Globalization;
using RupnBot.Scheduling.Calendar;
using RupnBot.Scheduling.Dates;

namespace RupnBot.Tests.Scheduling.Dates;

public sealed class WhenParserTests
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    public static TheoryData<string, string, string> French => Phrases.Table(Phrases.French);

    public static TheoryData<string, string, string> English => Phrases.Table(Phrases.English);

    public static TheoryData<string, string, string> Edges => Phrases.Table(Phrases.Edges);

    public static TheoryData<string, string, string> Refusals => Phrases.Table(Phrases.Refusals);

    [Theory]
    [MemberData(nameof(French))]
    public void French_phrases(string now, string phrase, string expected) => Assert.Equal(expected, Read(phrase, now, "fr-FR"));

    [Theory]
    [MemberData(nameof(French))]
    public void French_phrases_are_understood_under_an_English_culture_too(string now, string phrase, string expected)
    {
        // Only figures of day and month change meaning with the culture.
        if (!phrase.Contains('/', StringComparison.Ordinal))
        {
            Assert.Equal(expected, Read(phrase, now, "en"));
        }
    }

    [Theory]
    [MemberData(nameof(English))]
    public void English_phrases(string now, string phrase, string expected) => Assert.Equal(expected, Read(phrase, now, "en"));

    [Theory]
    [MemberData(nameof(Edges))]
    public void Clock_changes_month_ends_leap_years_and_new_year(string now, string phrase, string expected) =>
        Assert.Equal(expected, Read(phrase, now, "fr-FR"));

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Questions_past_instants_and_refusals(string now, string phrase, string expected) =>
        Assert.Equal(expected, Read(phrase, now, "fr-FR"));

    [Fact]
    public void British_English_writes_the_day_first() =>
        Assert.Equal("2027-04-03T08:00 Day", Read("3/4", "2026-11-23T16:20", "en-GB"));

    [Theory]
    [InlineData("demain 17h la réunion des référents", "2026-11-24T17:00 Minute", "la réunion des référents")]
    [InlineData("vendredi, Tablettes ou Pix ?", "2026-11-27T08:00 Day", "Tablettes ou Pix ?")]
    [InlineData("dans 2 jours", "2026-11-25T16:20 Minute", null)]
    [InlineData("le 3 mars à 9h : café", "2027-03-03T09:00 Minute", "café")]
    public void What_follows_the_date_comes_back_as_written(string text, string expected, string? rest)
    {
        var result = WhenParser.Parse(text, At("2026-11-23T16:20"), Paris, CultureInfo.GetCultureInfo("fr-FR"), new WhenOptions { AllowRemainder = true });

        Assert.Equal(rest, Assert.IsType<WhenResult.Understood>(result).Remainder);
        Assert.Equal(expected, Describe(result));
    }

    [Fact]
    public void The_hours_of_words_without_one_are_options()
    {
        var options = new WhenOptions { DayTime = new TimeOnly(9, 15), Evening = new TimeOnly(17, 30) };
        var culture = CultureInfo.GetCultureInfo("fr-FR");

        Assert.Equal("2026-11-27T09:15 Day", Describe(WhenParser.Parse("vendredi", At("2026-11-23T16:20"), Paris, culture, options)));
        Assert.Equal("2026-11-27T17:30 PartOfDay", Describe(WhenParser.Parse("vendredi soir", At("2026-11-23T16:20"), Paris, culture, options)));
    }

    [Fact]
    public void No_text_makes_it_fail()
    {
        string[] pieces =
        [
            "lundi", "8", "h", "30", ":", "/", "-", ".", "le", "dans", "999999999999", "mars", "fin", "du", "mois", "prochain", "en", "huit", "0",
            "31", "février", "semaine", "midi", "minuit", "et", "demie", "moins", "quart", "à", "pm", "2027", "0001", "9999", "er", "après", "\uD800", "e\u0301",
            "ans", "jours", "apres", "demain", "T", "Z", "\u00A0", "’", "mar", "sept", "an", "matin", "soir", "ce", "hier", "début",
        ];
        var random = new Random(20261123);
        foreach (var _ in Enumerable.Range(0, 20_000))
        {
            var text = string.Join(random.Next(2) == 0 ? " " : string.Empty, Enumerable.Range(0, random.Next(1, 9)).Select(_ => pieces[random.Next(pieces.Length)]));
            var result = WhenParser.Parse(text, At("2026-11-23T16:20"), Paris, CultureInfo.GetCultureInfo("fr-FR"));

            // Whatever was understood lies ahead, and within reach.
            if (result is WhenResult.Understood understood)
            {
                Assert.InRange(understood.Instant, At("2026-11-23T16:20").AddTicks(1), At("2031-01-01T00:00"));
            }

            if (result is WhenResult.Ambiguous ambiguous)
            {
                Assert.True(ambiguous.Candidates.Count >= 2, text);
                Assert.All(ambiguous.Candidates, candidate => Assert.True(candidate > At("2026-11-23T16:20"), text));
            }
        }
    }

    [Theory]
    [InlineData("0001-01-01T00:00+14:00")]
    [InlineData("0001-01-01T00:00Z")]
    [InlineData("9999-12-31T23:59-14:00")]
    [InlineData("9999-12-31T24:00")]
    [InlineData("31/12/9999 24h")]
    [InlineData("lundi 31/12/9999")]
    [InlineData("dans 999999 semaines")]
    [InlineData("dans 999999 mois")]
    [InlineData("٣ mars")]
    [InlineData("\u202Evendredi\u202C")]
    [InlineData("\uD83D\uDE00")]
    [InlineData("::::////....----")]
    public void The_ends_of_time_and_odd_letters_are_answered(string text)
    {
        var result = WhenParser.Parse(text, At("2026-11-23T16:20"), Paris, CultureInfo.GetCultureInfo("fr-FR"));

        Assert.False(result is WhenResult.Understood { Instant.Year: > 2031 });
    }

    [Fact]
    public void A_long_text_is_no_date_but_may_follow_one()
    {
        var text = "vendredi 18h " + new string('x', 1_000_000);
        var culture = CultureInfo.GetCultureInfo("fr-FR");

        Assert.Equal("! TooLong", Describe(WhenParser.Parse(text, At("2026-11-23T16:20"), Paris, culture)));
        var result = WhenParser.Parse(text, At("2026-11-23T16:20"), Paris, culture, new WhenOptions { AllowRemainder = true });
        Assert.Equal(1_000_000, Assert.IsType<WhenResult.Understood>(result).Remainder?.Length);
    }

    private static string Read(string phrase, string now, string culture) =>
        Describe(WhenParser.Parse(phrase, At(now), Paris, CultureInfo.GetCultureInfo(culture)));

    private static string Describe(WhenResult result) => result switch
    {
        WhenResult.Understood understood => $"{Local(understood.Instant)} {understood.Precision}",
        WhenResult.Ambiguous ambiguous => $"? {ambiguous.Question} {string.Join(' ', ambiguous.Candidates.Select(Local))}",
        WhenResult.Past past => $"past {Local(past.Instant)}",
        WhenResult.NotUnderstood not => $"! {not.Fault}",
        _ => throw new InvalidOperationException(),
    };

    private static string Local(DateTimeOffset instant)
    {
        var local = TimeZoneInfo.ConvertTime(instant, Paris);
        var winter = Paris.IsAmbiguousTime(local.DateTime) ? local.ToString("zzz", CultureInfo.InvariantCulture) : string.Empty;
        return local.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture) + winter;
    }

    private static DateTimeOffset At(string local) =>
        LocalInstant.At(DateTime.ParseExact(local, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture), Paris);
}
