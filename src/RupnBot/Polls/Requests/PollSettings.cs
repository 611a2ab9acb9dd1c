using System.Globalization;
using System.Text.RegularExpressions;
using RupnBot.Localization;
using RupnBot.Polls.Series;

namespace RupnBot.Polls.Requests;

/// <summary>The settings written among the lines of a poll, <c>fin: vendredi 18h</c>; case, accents and spaces are forgiven.</summary>
internal sealed partial class PollSettings
{
    private static readonly (PollSetting Setting, string[] Names)[] Known =
    [
        (PollSetting.End, ["fin", "cloture", "jusqu'a", "jusqu'au", "end", "until"]),
        (PollSetting.Choice, ["choix", "choice", "choices"]),
        (PollSetting.Repeat, ["repeter", "repete", "repetition", "repeat"]),
        (PollSetting.Threshold, ["seuil", "threshold"]),
    ];

    private static readonly string[] SeveralWords = ["plusieurs", "multiple", "multiples", "several", "many"];
    private static readonly string[] OneWords = ["un", "une", "seul", "unique", "un seul", "une seule", "one", "single"];

    private static readonly Dictionary<string, PollRhythm> Rhythms = new(StringComparer.Ordinal)
    {
        ["mois"] = PollRhythm.Month, ["chaque mois"] = PollRhythm.Month, ["tous les mois"] = PollRhythm.Month, ["month"] = PollRhythm.Month, ["monthly"] = PollRhythm.Month,
        ["trimestre"] = PollRhythm.Term, ["chaque trimestre"] = PollRhythm.Term, ["term"] = PollRhythm.Term, ["quarter"] = PollRhythm.Term,
        ["rentree"] = PollRhythm.SchoolYear, ["chaque rentree"] = PollRhythm.SchoolYear, ["an"] = PollRhythm.SchoolYear, ["year"] = PollRhythm.SchoolYear, ["school year"] = PollRhythm.SchoolYear,
    };

    private readonly Dictionary<PollSetting, string> _values = [];

    public string? End => _values.GetValueOrDefault(PollSetting.End);

    public bool IsSeveral { get; private set; }

    public PollRhythm? Repeat { get; private set; }

    public int? Threshold { get; private set; }

    /// <summary>The first thing wrong with a setting.</summary>
    public PollRequestFault? Fault { get; private set; }

    public static bool IsSetting(string line) => Find(line) is not null;

    /// <summary>Takes the settings out of a list and gives back the rest.</summary>
    public IReadOnlyList<string> TakeFrom(IEnumerable<string> chunks)
    {
        var rest = new List<string>();
        foreach (var chunk in chunks)
        {
            if (Find(chunk) is { } found) Take(found.Setting, found.Key, found.Value);
            else rest.Add(chunk);
        }

        return rest;
    }

    /// <summary>
    /// Looks for settings that do not exist. An answer such as <c>durée: 3 jours</c> was meant as one, unless most answers are like it
    /// ("Lundi : 17 h"). A dash in front makes any an answer.
    /// </summary>
    public void RefuseUnknown(IReadOnlyList<string> answers)
    {
        var unknown = answers.Select(UnknownKeyOf).OfType<string>().ToList();
        if (unknown.Count > 0 && unknown.Count <= answers.Count - unknown.Count)
            Fault ??= new PollRequestFault(PollRequestFaultKind.UnknownKey, unknown[0]);
    }

    private void Take(PollSetting setting, string key, string value)
    {
        if (value.Length == 0) Fault ??= new PollRequestFault(PollRequestFaultKind.EmptyKey, key);
        else if (!_values.TryAdd(setting, value)) Fault ??= new PollRequestFault(PollRequestFaultKind.RepeatedKey, key);
        else if (!Understands(setting, TextFolding.Fold(value).Trim('.', ' '))) Fault ??= new PollRequestFault(FaultOf(setting), value);
    }

    private bool Understands(PollSetting setting, string word)
    {
        switch (setting)
        {
            case PollSetting.Choice:
                IsSeveral = SeveralWords.Contains(word);
                return IsSeveral || OneWords.Contains(word);
            case PollSetting.Repeat:
                Repeat = Rhythms.TryGetValue(word, out var rhythm) ? rhythm : null;
                return Repeat is not null;
            case PollSetting.Threshold:
                Threshold = int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= PollRequestLimits.HighestThreshold ? number : null;
                return Threshold is not null;
            default:
                return true;
        }
    }

    private static PollRequestFaultKind FaultOf(PollSetting setting) => setting switch
    {
        PollSetting.Choice => PollRequestFaultKind.BadChoice,
        PollSetting.Repeat => PollRequestFaultKind.BadRepeat,
        _ => PollRequestFaultKind.BadThreshold,
    };

    // A setting typed into a list gets the list's dash.
    private static (PollSetting Setting, string Key, string Value)? Find(string line)
    {
        if (Setting().Match(ListMarkers.DropBullet(line)) is not { Success: true } match) return null;
        var key = match.Groups["key"].Value;
        var name = TextFolding.Fold(key);
        foreach (var (setting, names) in Known)
            if (names.Contains(name)) return (setting, key, match.Groups["value"].Value.Trim());
        return null;
    }

    private static string? UnknownKeyOf(string line) =>
        !ListMarkers.Has(line) && Setting().Match(line) is { Success: true } match ? match.Groups["key"].Value : null;

    // One word and a colon; "https://…" is none.
    [GeneratedRegex(@"^(?<key>\p{L}[\p{L}\p{M}'’_-]{0,24})\s*[:：](?!//)\s*(?<value>.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Setting();
}

/// <summary>What a line of a poll may set.</summary>
internal enum PollSetting
{
    End,
    Choice,
    Repeat,
    Threshold,
}
