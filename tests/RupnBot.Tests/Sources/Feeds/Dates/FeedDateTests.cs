using System.Globalization;
using RupnBot.Sources.Feeds.Dates;

namespace RupnBot.Tests.Sources.Feeds.Dates;

public sealed class FeedDateTests
{
    [Theory]
    [InlineData("2026-11-23T08:00:00Z", "2026-11-23T08:00:00Z")]
    [InlineData("2026-11-23T09:00:00+01:00", "2026-11-23T08:00:00Z")]
    [InlineData("2026-11-23T09:00+0100", "2026-11-23T08:00:00Z")]
    [InlineData("2026-11-23T09:00:00.1234567Z", "2026-11-23T09:00:00Z")]
    [InlineData("20261123T080000Z", "2026-11-23T08:00:00Z")]
    [InlineData("2026-11-23", "2026-11-23T00:00:00Z")]
    [InlineData("2026-11", "2026-11-01T00:00:00Z")]
    [InlineData("2026", "2026-01-01T00:00:00Z")]
    [InlineData("26-11-23", "2026-11-23T00:00:00Z")]
    [InlineData("261123", "2026-11-23T00:00:00Z")]
    [InlineData("-2611", "2026-11-01T00:00:00Z")]
    [InlineData("-26-11", "2026-11-01T00:00:00Z")]
    [InlineData("26327", "2026-11-23T00:00:00Z")]
    [InlineData("2026-327", "2026-11-23T00:00:00Z")]
    [InlineData("2026327", "2026-11-23T00:00:00Z")]
    [InlineData("2026-W48-1", "2026-11-23T00:00:00Z")]
    [InlineData("2026W487", "2026-11-29T00:00:00Z")]
    [InlineData("2026-011-23T08:00:00Z", "2026-11-23T08:00:00Z")]
    [InlineData("2024-02-28T20:00:00-08:00", "2024-02-29T04:00:00Z")]
    [InlineData("2026-12-31T23:59:60Z", "2026-12-31T23:59:59Z")]
    [InlineData("2026-11-23T24:00:00Z", "2026-11-24T00:00:00Z")]
    public void Iso_8601_is_read_in_all_its_forms(string written, string expected) => Same(expected, written);

    [Theory]
    [InlineData("Mon, 23 Nov 2026 08:00:00 GMT", "2026-11-23T08:00:00Z")]
    [InlineData("Mon, 23 Nov 2026 09:00:00 +0100", "2026-11-23T08:00:00Z")]
    [InlineData("23 Nov 26 08:00 UT", "2026-11-23T08:00:00Z")]
    [InlineData("Mon, 23 November 2026 03:00:00 ET", "2026-11-23T08:00:00Z")]
    [InlineData("Lun, 23 nov 2026 09:00:00 CET", "2026-11-23T08:00:00Z")]
    [InlineData("Lun, 23 Déc 2026 09:00:00 +0100", "2026-12-23T08:00:00Z")]
    [InlineData("Mon,23 Nov 2026 8:00:00 -0000", "2026-11-23T08:00:00Z")]
    [InlineData("Mon, 23 Nov, 2026 08:00:00 UTC", "2026-11-23T08:00:00Z")]
    [InlineData("Mon, 23 Nov 2026 08:00:00 Etc/GMT", "2026-11-23T08:00:00Z")]
    [InlineData("Mon, 23 Nov 2026 06:59:00 GMT-01:01", "2026-11-23T08:00:00Z")]
    [InlineData("Mon, 23 Nov 2026 10:00:00 +0200 (CEST)", "2026-11-23T08:00:00Z")]
    [InlineData("Mon, 23 Nov 2026", "2026-11-23T00:00:00Z")]
    [InlineData("Mon Nov 23 2026 09:00:00 +0100", "2026-11-23T08:00:00Z")]
    [InlineData("Nov 23, 2026 8:05 PM", "2026-11-23T20:05:00Z")]
    public void Mail_dates_are_read_with_wrong_days_and_foreign_months(string written, string expected) => Same(expected, written);

    [Theory]
    [InlineData("Mon Nov 23 08:00:00 2026", "2026-11-23T08:00:00Z")]
    [InlineData("Mon Nov 23 08:00:00 +0000 2026", "2026-11-23T08:00:00Z")]
    [InlineData("2026-11-23 08:00:00", "2026-11-23T08:00:00Z")]
    [InlineData("2026-11-23 08:00:00.0", "2026-11-23T08:00:00Z")]
    [InlineData("2026-11-23 08:00:00 -00:20", "2026-11-23T08:20:00Z")]
    [InlineData("Mon, 2026/11/23 03:00:00 EST", "2026-11-23T08:00:00Z")]
    [InlineData("1795420800", "2026-11-23T08:00:00Z")]
    [InlineData("1795420800000", "2026-11-23T08:00:00Z")]
    public void Dates_of_programs_are_read(string written, string expected) => Same(expected, written);

    [Theory]
    [InlineData("23 novembre 2026", "2026-11-23T00:00:00Z")]
    [InlineData("lundi 23 novembre 2026 à 8h30", "2026-11-23T08:30:00Z")]
    [InlineData("mardi 1er décembre 2026", "2026-12-01T00:00:00Z")]
    [InlineData("dim. 2 août 2026", "2026-08-02T00:00:00Z")]
    [InlineData("23/11/2026", "2026-11-23T00:00:00Z")]
    [InlineData("23/11/2026 08:30", "2026-11-23T08:30:00Z")]
    [InlineData("Κυρ, 11 Ιούλ 2004 12:00:00 EST", "2004-07-11T17:00:00Z")]
    [InlineData("2004-július-13T9:15-05:00", "2004-07-13T14:15:00Z")]
    [InlineData("2004-05-25 오후 11:23:17", "2004-05-25T14:23:17Z")]
    [InlineData("2004년 05월 28일  01:31:15", "2004-05-27T16:31:15Z")]
    public void Dates_in_words_are_read_in_several_languages(string written, string expected) => Same(expected, written);

    [Theory]
    [InlineData("")]
    [InlineData("hier")]
    [InlineData("013")]
    [InlineData("2026-13-01")]
    [InlineData("2026-02-30")]
    [InlineData("2026-11-23-01")]
    [InlineData("2026-11-23T25:00:00Z")]
    [InlineData("2026-11-23T10:61:00Z")]
    [InlineData("2026-11-23T10:14:61Z")]
    [InlineData("2026-11-23T08:00:00+00:xx")]
    [InlineData("9999-12-31T23:59:59-99:99")]
    [InlineData("Mon, 99 Jun 2026 12:00:00 GMT")]
    [InlineData("Mon, 16 zzz 2026 11:47:32 GMT")]
    [InlineData("Mon, 16 Dec zz 11:47:32 GMT")]
    [InlineData("Sun, 16 Dec 2012 1:2:3:4 GMT")]
    [InlineData("Sun, 16 Dec 2012 11:47:32 +zz:00")]
    [InlineData("99999999999999999999999")]
    [InlineData("2026-W54-1")]
    public void What_names_no_day_that_exists_is_no_date(string written) => Assert.Null(FeedDate.Parse(written));

    [Fact]
    public void A_text_that_is_no_date_by_its_length_is_not_read() => Assert.Null(FeedDate.Parse(new string('1', 100_000)));

    private static void Same(string expected, string written)
    {
        var found = FeedDate.Parse(written);
        Assert.NotNull(found);
        Assert.Equal(expected, found.Value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
    }
}
