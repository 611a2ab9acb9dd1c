using RupnBot.Sources.Catalog;
using RupnBot.Sources.Fetching;
using RupnBot.Sources.Pages;
using RupnBot.Sources.Polling;

namespace RupnBot.Tests.Sources.Pages;

/// <summary>Since when a page has lost what its selectors used to find.</summary>
public sealed class LostSelectorsTests
{
    private static readonly string[] All = [PageFinds.Date, PageFinds.Summary];
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    private readonly Source _source = new() { Id = 1, Name = "SRANE", FoldedName = "srane", Address = "https://exemple.fr/", IsCatalog = true };

    [Fact]
    public void One_more_that_is_lost_does_not_put_off_the_alert_about_the_first()
    {
        Look(0, All);
        Look(1, PageFinds.Summary);
        Look(20);
        Assert.Equal((Monday.AddHours(1), "Date,Summary"), (_source.LostSince, _source.LostSelectors));
    }

    [Fact]
    public void One_that_comes_and_goes_beside_one_that_stays_lost_is_told_once()
    {
        Look(0, All);
        Look(1, PageFinds.Summary);
        _source.LostAlertedAt = Monday.AddDays(1);
        for (var hour = 26; hour < 30; hour += 2)
        {
            Look(hour);
            Look(hour + 1, PageFinds.Summary);
        }

        Assert.Equal((Monday.AddHours(1), Monday.AddDays(1)), (_source.LostSince, _source.LostAlertedAt));
    }

    [Fact]
    public void Another_one_than_before_is_told_anew()
    {
        Look(0, All);
        Look(1, PageFinds.Summary);
        _source.LostAlertedAt = Monday.AddDays(1);
        Look(30, PageFinds.Date);
        Assert.Equal((Monday.AddHours(30), null), (_source.LostSince, _source.LostAlertedAt));
    }

    [Fact]
    public void A_page_that_became_a_feed_has_lost_nothing()
    {
        Look(0, All);
        Look(1, PageFinds.Summary);
        _source.LostAlertedAt = Monday.AddDays(1);
        Apply(30, null);
        Assert.Equal((null, null, null, null), (_source.LostSince, _source.LostAlertedAt, _source.LostSelectors, _source.SeenSelectors));
    }

    private void Look(int hour, params string[] found) => Apply(hour, new PageFinds(All, found));

    private void Apply(int hour, PageFinds? finds) => SourceState.Apply(
        _source, new SourceLook(new Fetched([], null, new Uri(_source.Address), null, null, null, null), new(), []) { Finds = finds }, TimeSpan.FromHours(1), Monday.AddHours(hour));
}
