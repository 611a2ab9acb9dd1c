using System.Globalization;
using System.Text.RegularExpressions;
using RupnBot.Bot.Messages;
using RupnBot.Localization;
using RupnBot.Polls.Requests;

namespace RupnBot.Polls.Meetings;

/// <summary>What was written after <c>date</c>: a title, slots in words, and settings on lines or between bars of their own; pure.</summary>
/// <param name="Title">What it is for.</param>
/// <param name="Slots">The slots as they were written.</param>
internal sealed partial record DateRequest(string Title, IReadOnlyList<string> Slots)
{
    public string? EndText { get; private init; }

    public TimeSpan Duration { get; private init; } = TimeSpan.FromHours(1);

    public string? Place { get; private init; }

    /// <summary>The key of the text that says what is wrong; null when nothing is.</summary>
    public string? Fault { get; private init; }

    public static DateRequest Parse(string text)
    {
        var head = text.Length > PollRequestLimits.Text ? text[..PollRequestLimits.Text] : text;
        var parts = head.Split(['|', '\n', '\r'], StringSplitOptions.TrimEntries).Select(DisplayText.OneLine).Where(part => part.Length > 0).ToList();
        var request = new DateRequest(parts.FirstOrDefault() ?? "", []);
        var slots = new List<string>();
        foreach (var part in parts.Skip(1).Select(ListMarkers.DropBullet))
        {
            if (Setting().Match(part) is { Success: true } setting) request = request.With(TextFolding.Fold(setting.Groups[1].Value), setting.Groups[2].Value.Trim());
            else slots.Add(part);
        }

        return request with { Slots = slots, Fault = request.Fault ?? FaultOf(request.Title, slots) };
    }

    /// <summary>« 1h », « 1h30 », « 45 min »; null when it is none, or longer than a day.</summary>
    public static TimeSpan? DurationOf(string text)
    {
        if (Length().Match(TextFolding.Fold(text).Replace(" ", "", StringComparison.Ordinal)) is not { Success: true } match) return null;
        var minutes = (60 * Number(match.Groups["hours"])) + Number(match.Groups["minutes"]) + Number(match.Groups["alone"]);
        return minutes is > 0 and <= 24 * 60 ? TimeSpan.FromMinutes(minutes) : null;
    }

    private DateRequest With(string name, string value) => name switch
    {
        "fin" or "end" => this with { EndText = value },
        "lieu" or "place" or "where" => this with { Place = DisplayText.Shorten(value, PollRequestLimits.Answer) },
        _ => DurationOf(value) is { } duration ? this with { Duration = duration } : this with { Fault = "Polls.Dates.BadDuration" },
    };

    private static string? FaultOf(string title, List<string> slots) => slots.Count switch
    {
        _ when title.Length == 0 => "Polls.Dates.How",
        _ when title.Length > PollRequestLimits.Question => "Polls.Dates.TitleTooLong",
        < PollRequestLimits.LeastAnswers => "Polls.Dates.How",
        > PollRequestLimits.MostOfSeveral => "Polls.Dates.TooMany",
        _ => null,
    };

    private static int Number(Group group) => group.Success ? int.Parse(group.Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^(fin|end|dur[ée]e|duration|lieu|place|where)\s*[:：]\s*(.+)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Setting();

    [GeneratedRegex("^(?:(?<hours>[0-9]{1,2})(?:h|heures?|hours?)(?<minutes>[0-9]{1,2})?(?:min(?:utes?)?)?|(?<alone>[0-9]{1,3})(?:min(?:utes?)?|mn)?)$", RegexOptions.CultureInvariant)]
    private static partial Regex Length();
}
