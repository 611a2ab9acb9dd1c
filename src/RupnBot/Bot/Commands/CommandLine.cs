using System.Buffers;
using System.Text.RegularExpressions;
using RupnBot.Localization;

namespace RupnBot.Bot.Commands;

/// <summary>What someone wrote, split into the command's word and the rest; pure.</summary>
/// <param name="Word">The first word, folded: no accents, lower case.</param>
/// <param name="Rest">What follows, as it was written; lines kept.</param>
public sealed partial record CommandLine(string Word, string Rest)
{
    private const int MaximumLength = 10_000;
    private const int MaximumWordLength = 40;
    private static readonly SearchValues<char> Quotes = SearchValues.Create("«»“”\"`");

    /// <summary>
    /// Reads a message. In a salon a command begins with <c>!</c>, perhaps a space after it; « !!! Réunion » and « ! » alone are talk.
    /// In direct chat the mark may be left out.
    /// </summary>
    /// <returns>Null when it is not meant for a bot.</returns>
    public static CommandLine? Parse(string body, bool isDirect)
    {
        var text = body.Length > MaximumLength ? body[..MaximumLength] : body;
        text = Bare(text);
        if (isDirect) text = Unquoted(text);
        var isMarked = IsMarked(text);
        if (!isMarked && !isDirect) return null;
        if (isMarked) text = text[1..].TrimStart(' ', '\u00A0', '\u202F', '\t');
        var match = WordPattern().Match(text);
        if (!match.Success || match.Groups[1].Length > MaximumWordLength) return null;
        var word = TextFolding.Fold(match.Groups[1].Value);
        var rest = text[match.Length..];
        return new CommandLine(word, rest.Trim()) { LinesBefore = rest[..^rest.TrimStart().Length].Count(c => c == '\n') };
    }

    /// <summary>How many lines below the command's word <see cref="Rest"/> begins: 0 when it follows on the same one.</summary>
    public int LinesBefore { get; init; }

    /// <summary>True for words that begin with the mark of commands.</summary>
    public static bool IsMarked(string body) => Bare(body) is ['!' or '！' or '¡', ..];

    // « bonjour »: written as the bot quotes it.
    private static string Unquoted(string text) =>
        text is ['«' or '“' or '”' or '"' or '\'' or '‘' or '’' or '`', .. var inside, '»' or '”' or '“' or '"' or '\'' or '’' or '‘' or '`'] && !inside.AsSpan().ContainsAny(Quotes) ? inside.Trim() : text;

    private static string Bare(string text) => text.Trim().TrimStart('\u200B', '\uFEFF', '\u2060');

    /// <summary>The words of <see cref="Rest"/> as they were written.</summary>
    public IReadOnlyList<string> Words => Rest.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    // A command's word: letters, perhaps with a hyphen or an apostrophe inside; followed by space, the end, or punctuation people add.
    [GeneratedRegex(@"^([\p{L}\p{M}]+(?:[-\u2010\u2011–'’][\p{L}\p{M}]+)*|\d{1,3})(?=$|[\s:,.!?])[:,.!?]*", RegexOptions.CultureInvariant)]
    private static partial Regex WordPattern();
}
