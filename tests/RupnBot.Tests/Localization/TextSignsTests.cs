using System.Globalization;
using System.Text.RegularExpressions;
using RupnBot.Localization;

namespace RupnBot.Tests.Localization;

/// <summary>
/// One way to write the signs in each language. French: « » and the high signs stand with non-breaking spaces, so that none begins a line on a phone;
/// English: curly quotes. Apostrophes are straight in both, as people type them.
/// </summary>
public sealed partial class TextSignsTests
{
    private static readonly IReadOnlyDictionary<string, string> French = Texts.Load(CultureInfo.GetCultureInfo("fr-FR"));
    private static readonly IReadOnlyDictionary<string, string> English = Texts.Load(CultureInfo.GetCultureInfo("en-GB"));

    [Fact]
    public void French_quotes_are_angled_and_hold_their_words_with_non_breaking_spaces() =>
        Assert.Empty(KeysOf(French, text => OtherQuotes().IsMatch(text) || LooseQuotes().IsMatch(text) || !IsBalanced(text, '«', '»')));

    [Fact]
    public void No_French_sign_can_begin_a_line() => Assert.Empty(KeysOf(French, LooseSigns().IsMatch));

    [Fact]
    public void English_quotes_are_curly_and_come_in_pairs() =>
        Assert.Empty(KeysOf(English, text => text.Contains('"') || text.Contains('«') || text.Contains('»') || !IsBalanced(text, '“', '”')));

    [Fact]
    public void Apostrophes_are_straight() => Assert.Empty(KeysOf(French, HasCurlyApostrophe).Concat(KeysOf(English, HasCurlyApostrophe)));

    private static List<string> KeysOf(IReadOnlyDictionary<string, string> texts, Func<string, bool> isWrong) =>
        [.. texts.Where(text => isWrong(text.Value)).Select(text => $"{text.Key}: {text.Value}").Order(StringComparer.Ordinal)];

    private static bool HasCurlyApostrophe(string text) => text.Contains('’') || text.Contains('‘');

    private static bool IsBalanced(string text, char open, char close)
    {
        var depth = 0;
        foreach (var sign in text)
        {
            depth += sign == open ? 1 : sign == close ? -1 : 0;
            if (depth is < 0 or > 1) return false;
        }

        return depth == 0;
    }

    [GeneratedRegex("[\"“”„]", RegexOptions.CultureInvariant)]
    private static partial Regex OtherQuotes();

    [GeneratedRegex("«(?!\u00A0)|(?<!\u00A0)»", RegexOptions.CultureInvariant)]
    private static partial Regex LooseQuotes();

    // A command begins with its mark: « écrivez : !reprendre ».
    [GeneratedRegex(@" [:;?%»]| !(?![\w{])", RegexOptions.CultureInvariant)]
    private static partial Regex LooseSigns();
}
