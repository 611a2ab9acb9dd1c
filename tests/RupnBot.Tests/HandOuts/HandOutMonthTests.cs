using RupnBot.HandOuts;

namespace RupnBot.Tests.HandOuts;

public sealed class HandOutMonthTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Theory]
    [InlineData("", "2026-11")]
    [InlineData("Novembre", "2026-11")]
    [InlineData("octobre 2025", "2025-10")]
    [InlineData("décembre", "2025-12")]
    [InlineData("août", "2026-08")]
    [InlineData("mois dernier", "2026-10")]
    [InlineData("le mois dernier", "2026-10")]
    [InlineData("11/2026", "2026-11")]
    [InlineData("3", "2026-03")]
    [InlineData("october", "2026-10")]
    public void A_month_is_read_as_people_write_it(string text, string expected) =>
        Assert.Equal(expected, HandOutMonth.Parse(text, Today)?.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("brumaire")]
    [InlineData("décembre 2026")]
    [InlineData("13/2026")]
    [InlineData("novembre 26")]
    [InlineData("novembre 99999")]
    [InlineData("novembre 2026 svp")]
    public void What_is_no_month_that_was_is_asked_about(string text) => Assert.Null(HandOutMonth.Parse(text, Today));
}
