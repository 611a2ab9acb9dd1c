using System.Text.RegularExpressions;

namespace RupnBot.Polls.Requests;

/// <summary>Where the question ends and the answers part.</summary>
/// <remarks>
/// <para>The strongest separator present wins, the others are then ordinary characters: lines, <c>|</c>, <c>;</c>, <c>/</c>. Lines yield
/// to <c>|</c> only when the question's own line has one: then a poll written in one line was merely wrapped.</para>
/// <para><c>/</c> parts only with a space on one side at least, so "et/ou", "1/2", "km/h" and addresses stay whole.</para>
/// <para>Before <c>|</c> stands the question, whatever it says. <c>;</c> and <c>/</c> part answers, and what follows the question mark
/// is the first of them: "On y va ? Oui / Non".</para>
/// <para>Commas, and slashes without spaces, part nothing by themselves: the likely meaning is proposed, not done.</para>
/// </remarks>
internal sealed partial record PollRequestSplit(string Question, IReadOnlyList<string> Answers, bool NeedsConfirmation = false)
{
    /// <summary>Splits what the settings left over: the lines, or with <paramref name="hasBars"/> what stood between bars.</summary>
    public static PollRequestSplit Of(IReadOnlyList<string> chunks, bool hasBars) => chunks.Count switch
    {
        0 => new("", []),
        1 when !hasBars => OfLine(chunks[0]),
        _ => Answer(chunks[0], [.. chunks.Skip(1).Where(chunk => chunk.Length > 0)]),
    };

    private static PollRequestSplit OfLine(string line)
    {
        var mark = QuestionMark().Match(line);
        if (mark.Success)
        {
            var end = mark.Index + mark.Length;
            var rest = LeadingSeparator().Replace(line[end..].TrimStart(), "");
            return Answer(line[..end], rest.Length > 0 ? [rest] : []);
        }

        foreach (var separator in (Regex[])[Semicolon(), SpacedSlash(), Comma()])
        {
            var parts = Parts(separator, line);
            if (parts.Count > 1) return new(parts[0], parts.GetRange(1, parts.Count - 1), separator == Comma());
        }

        return new(line, []);
    }

    /// <summary>A single chunk of answers is looked at for weaker separators.</summary>
    private static PollRequestSplit Answer(string question, IReadOnlyList<string> answers)
    {
        if (answers.Count != 1) return new(question, answers);
        foreach (var separator in (Regex[])[Bar(), Semicolon(), SpacedSlash()])
        {
            var parts = Parts(separator, answers[0]);
            if (parts.Count > 1) return new(question, parts);
        }

        return Guess(question, answers[0]);
    }

    private static PollRequestSplit Guess(string question, string answers)
    {
        var parts = Parts(Comma(), answers);
        if (parts.Count > 1) return new(question, SplitLastByOr(parts), NeedsConfirmation: true);
        if (!answers.Contains("//", StringComparison.Ordinal)) parts = Parts(TightSlash(), answers);
        if (parts.Count == 1) parts = SplitLastByOr(parts);
        return new(question, parts, NeedsConfirmation: parts.Count > 1);
    }

    // "lundi, mardi ou jeudi"
    private static List<string> SplitLastByOr(List<string> parts) => [.. parts[..^1], .. Parts(Or(), parts[^1])];

    private static List<string> Parts(Regex separator, string text) =>
        [.. separator.Split(text).Select(part => part.Trim()).Where(part => part.Length > 0)];

    // The one in an address has no space after it.
    [GeneratedRegex(@"[?？]+(?=\s|$)", RegexOptions.CultureInvariant)]
    private static partial Regex QuestionMark();

    [GeneratedRegex(@"^[;/:]\s*", RegexOptions.CultureInvariant)]
    private static partial Regex LeadingSeparator();

    [GeneratedRegex(@"\|", RegexOptions.CultureInvariant)]
    private static partial Regex Bar();

    [GeneratedRegex(@"[;；]", RegexOptions.CultureInvariant)]
    private static partial Regex Semicolon();

    [GeneratedRegex(@"(?<=\s|^)/|/(?=\s|$)", RegexOptions.CultureInvariant)]
    private static partial Regex SpacedSlash();

    [GeneratedRegex(@"/", RegexOptions.CultureInvariant)]
    private static partial Regex TightSlash();

    // Not the decimal comma of "1,5".
    [GeneratedRegex(@",(?![0-9])|(?<![0-9]),", RegexOptions.CultureInvariant)]
    private static partial Regex Comma();

    [GeneratedRegex(@"\s(?:ou|or)\s", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Or();
}
