using System.Globalization;
using System.Text.RegularExpressions;
using RupnBot.Localization;

namespace RupnBot.Campaigns.Requests;

/// <summary>
/// Reads what follows <c>campagne</c>: lines such as <c>à : collèges, 86</c>, <c>fin : vendredi 18h</c>, <c>quorum : 40 %</c>, <c>rappels : 1</c>,
/// <c>id : besoins-de-formation</c>; the other lines are the poll, or after the word <c>enquête</c> a survey's name. Pure.
/// </summary>
internal static partial class CampaignRequestParser
{
    private const int LongestId = 60;

    private static readonly Dictionary<string, Setting> Settings = new(StringComparer.Ordinal)
    {
        ["a"] = Setting.To, ["pour"] = Setting.To, ["to"] = Setting.To, ["for"] = Setting.To, ["public"] = Setting.To,
        ["fin"] = Setting.End, ["cloture"] = Setting.End, ["jusqu'a"] = Setting.End, ["jusqu'au"] = Setting.End, ["end"] = Setting.End, ["until"] = Setting.End,
        ["quorum"] = Setting.Quorum,
        ["rappel"] = Setting.Reminders, ["rappels"] = Setting.Reminders, ["reminders"] = Setting.Reminders,
        ["id"] = Setting.Id, ["identifiant"] = Setting.Id,
    };

    private static readonly string[] SurveyWords = ["enquete", "survey"];

    private enum Setting
    {
        To,
        End,
        Quorum,
        Reminders,
        Id,
    }

    public static (CampaignRequest? Request, CampaignFault? Fault) Parse(string text)
    {
        var rest = new List<string>();
        var found = new Dictionary<Setting, string>();
        var people = new List<string>();
        // On one line the settings stand between bars, as those of a poll do.
        var hasBars = text.Contains('|', StringComparison.Ordinal);
        var lines = text.ReplaceLineEndings("\n").Split(hasBars ? ['\n', '|'] : ['\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var line in lines)
        {
            var match = SettingLine().Match(line);
            if (match.Success && Settings.TryGetValue(TextFolding.Fold(match.Groups["key"].Value), out var setting))
            {
                if (!found.TryAdd(setting, match.Groups["value"].Value)) return (null, new CampaignFault("Campaigns.RepeatedSetting", match.Groups["key"].Value));
            }
            // A list of people may go on over several lines.
            else if (line.StartsWith('@')) people.Add(line);
            else rest.Add(line);
        }

        var quorum = CampaignRequest.DefaultQuorum;
        if (found.TryGetValue(Setting.Quorum, out var share) && !TryRead(share, 1, 100, out quorum)) return (null, new CampaignFault("Campaigns.BadQuorum", share));
        var reminders = CampaignRequest.MostReminders;
        if (found.TryGetValue(Setting.Reminders, out var times) && !TryRead(times, 0, CampaignRequest.MostReminders, out reminders)) return (null, new CampaignFault("Campaigns.BadReminders", times));
        string? id = null;
        if (found.TryGetValue(Setting.Id, out var name) && (id = IdOf(name)).Length == 0) return (null, new CampaignFault("Campaigns.BadId", name));

        var words = string.Join(hasBars ? " | " : "\n", rest);
        var isSurvey = rest.Count > 0 && SurveyWords.Contains(TextFolding.Fold(rest[0].Split(' ')[0]));
        var to = string.Join('\n', new[] { found.GetValueOrDefault(Setting.To) ?? "" }.Concat(people)).Trim();
        return (new CampaignRequest(isSurvey ? words[rest[0].Split(' ')[0].Length..].Trim() : words)
        {
            IsSurvey = isSurvey,
            To = to.Length == 0 ? null : to,
            EndText = found.GetValueOrDefault(Setting.End),
            QuestionId = id,
            Quorum = quorum,
            Reminders = reminders,
        }, null);
    }

    /// <summary>« Besoins de formation ? » as a name to be found by: <c>besoins-de-formation</c>.</summary>
    public static string IdOf(string text)
    {
        var id = NotInIds().Replace(TextFolding.Fold(text), "-").Trim('-');
        return id.Length <= LongestId ? id : id[..LongestId].TrimEnd('-');
    }

    private static bool TryRead(string text, int least, int most, out int number) =>
        int.TryParse(text.Replace("%", "", StringComparison.Ordinal).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= least && number <= most;

    // « à : collèges, 86 »; an address is none.
    [GeneratedRegex(@"^(?<key>\p{L}[\p{L}\p{M}'’]{0,11})\s*[:：](?!//)\s*(?<value>.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex SettingLine();

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex NotInIds();
}
