using System.Globalization;
using System.Resources;
using RupnBot.Sources.Fetching;

namespace RupnBot.Tests.Sources.Fetching;

public sealed class FetchingTextsTests
{
    private static readonly ResourceManager s_texts = new("RupnBot.Sources.Fetching.FetchingTexts", typeof(FeedFetcher).Assembly);

    public static TheoryData<FetchFailure> Reasons => new(Enum.GetValues<FetchFailure>());

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Every_reason_has_its_words_in_French_and_in_English(FetchFailure reason)
    {
        var (french, english) = (Text(CultureInfo.InvariantCulture, reason), Text(CultureInfo.GetCultureInfo("en"), reason));
        Assert.False(string.IsNullOrWhiteSpace(french));
        Assert.False(string.IsNullOrWhiteSpace(english));
        Assert.NotEqual(french, english);
        Assert.Equal(french.Contains("{status}", StringComparison.Ordinal), english.Contains("{status}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("en")]
    public void A_blocked_address_reads_like_one_that_does_not_exist(string culture)
    {
        var info = CultureInfo.GetCultureInfo(culture);
        Assert.Equal(Text(info, FetchFailure.NameNotResolved), Text(info, FetchFailure.BlockedAddress));
    }

    private static string Text(CultureInfo culture, FetchFailure reason) =>
        s_texts.GetResourceSet(culture, createIfNotExists: true, tryParents: false)?.GetString($"FetchFailure.{reason}") ?? "";
}
