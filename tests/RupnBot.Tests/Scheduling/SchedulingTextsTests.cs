using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using RupnBot.Scheduling.Dates;

namespace RupnBot.Tests.Scheduling;

public sealed partial class SchedulingTextsTests
{
    private static readonly ResourceManager Texts = new("RupnBot.Scheduling.SchedulingTexts", typeof(DateText).Assembly);

    [Fact]
    public void French_and_English_have_the_same_texts_with_the_same_placeholders()
    {
        var french = Read(CultureInfo.InvariantCulture);
        var english = Read(CultureInfo.GetCultureInfo("en"));

        Assert.Equal(french.Keys.Order(), english.Keys.Order());
        Assert.All(french, text => Assert.Equal(Placeholders(text.Value), Placeholders(english[text.Key])));
    }

    [Fact]
    public void Every_reason_and_question_has_its_text()
    {
        var keys = Enum.GetValues<WhenFault>().Select(fault => new WhenResult.NotUnderstood(fault).ResourceKey)
            .Concat(Enum.GetValues<WhenQuestion>().Select(question => new WhenResult.Ambiguous(question, []).ResourceKey))
            .Concat(Enum.GetValues<CadenceFault>().Select(fault => new CadenceResult.NotUnderstood(fault).ResourceKey))
            .Append(WhenResult.Past.ResourceKey);

        Assert.Empty(keys.Except(Read(CultureInfo.InvariantCulture).Keys));
    }

    private static Dictionary<string, string> Read(CultureInfo culture) =>
        Texts.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

    private static IEnumerable<string> Placeholders(string text) => Placeholder().Matches(text).Select(match => match.Value).Distinct().Order();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Placeholder();
}
