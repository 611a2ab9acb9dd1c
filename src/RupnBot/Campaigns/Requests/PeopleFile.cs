using System.Text.RegularExpressions;
using RupnBot.Bot.Files;
using RupnBot.Bot.Messages;
using RupnBot.Localization;
using RupnBot.Matrix;

namespace RupnBot.Campaigns.Requests;

/// <summary>A line of a list that names nobody.</summary>
/// <param name="Line">Counted from 1.</param>
/// <param name="Words">What stands there, shortened.</param>
internal sealed record PeopleFault(int Line, string Words);

/// <summary>What a file with a list of people says.</summary>
/// <param name="People">Each once, in the order of the file.</param>
/// <param name="Addresses">E-mail addresses, as the name they have on Tchap, and their lines: whose they are the members tell.</param>
/// <param name="Repeated">How many lines name somebody who was named before.</param>
/// <param name="Faults">Lines that name nobody.</param>
internal sealed record PeopleReading(IReadOnlyList<UserId> People, IReadOnlyList<(string Localpart, int Line)> Addresses, int Repeated, IReadOnlyList<PeopleFault> Faults)
{
    /// <summary>More lines or more people than a campaign takes.</summary>
    public bool IsTooLong { get; init; }

    public bool IsEmpty => People.Count == 0 && Addresses.Count == 0;
}

/// <summary>
/// Reads a list of people from a file: a Matrix ID a line, or an e-mail address, in a column of a table perhaps (<c>;</c>, a comma or a tab between),
/// with a first line of headings or without. Pure.
/// </summary>
internal static partial class PeopleFile
{
    /// <summary>The largest file.</summary>
    public const int Bytes = 512 * 1024;

    /// <summary>More than an academy has référents, with room for remarks.</summary>
    public const int Lines = 10_000;

    private const int Quoted = 40;
    private static readonly char[] Columns = [';', ',', '\t'];
    private static readonly string[] Headings = ["nom", "prenom", "identifiant", "id", "matrix", "tchap", "mail", "mel", "email", "e-mail", "courriel", "adresse", "compte", "referent", "etablissement", "uai", "name", "user", "address"];

    /// <summary>A table, or a text.</summary>
    public static bool Fits(string name) => IsTable(name) || ChatFile.HasKind(name, ".txt");

    public static bool IsTable(string name) => ChatFile.HasKind(name, ".csv");

    public static PeopleReading Read(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        if (lines.Length > Lines) return new PeopleReading([], [], 0, []) { IsTooLong = true };
        var people = new OrderedSet();
        var faults = new List<PeopleFault>();
        var isFirst = true;
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim().TrimStart('\uFEFF');
            if (line.Trim(';', ',', '\t', ' ', '"').Length == 0) continue;
            var fields = line.Split(Columns).Select(field => field.Trim(' ', '\u00A0', '"', '\'', '<', '>', '(', ')', '*', '-', '•')).Where(field => field.Length > 0).ToList();
            if (!people.Take(fields, i + 1) && !(isFirst && IsHeading(fields))) faults.Add(new PeopleFault(i + 1, DisplayText.Shorten(DisplayText.OneLine(line), Quoted)));
            isFirst = false;
        }

        return new PeopleReading(people.People, people.Addresses, people.Repeated, faults) { IsTooLong = people.People.Count + people.Addresses.Count > PeopleList.Most };
    }

    private static bool IsHeading(List<string> fields) =>
        fields.Exists(field => TextFolding.Fold(field).Split(' ', '_', '-', '\'', ':').Any(word => Headings.Contains(word) || Headings.Contains(word.TrimEnd('s'))));

    // « @anne.roy:serveur »; or without the mark, where the server has a name with a dot: « uai:12 » and « rdv:12.30 » are none.
    [GeneratedRegex(@"^(?:@(?<id>[a-z0-9._=\-/+]+:[a-z0-9.\-]*[a-z0-9](?::[0-9]{1,5})?)|(?<id>[a-z0-9._=\-+]+:[a-z0-9\-]+(?:\.[a-z0-9\-]+)*\.[a-z][a-z0-9\-]*))$", RegexOptions.CultureInvariant)]
    private static partial Regex Id();

    [GeneratedRegex(@"^(?:mailto:)?(?<local>[a-z0-9._+\-]{1,100})@(?<host>[a-z0-9\-]+(?:\.[a-z0-9\-]+)+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    /// <summary>People found so far, each once.</summary>
    private sealed class OrderedSet
    {
        private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

        public List<UserId> People { get; } = [];

        public List<(string Localpart, int Line)> Addresses { get; } = [];

        public int Repeated { get; private set; }

        /// <summary>Those whom a line names; where it has an ID, an address beside it is the same person's.</summary>
        /// <returns>False when it names nobody.</returns>
        public bool Take(List<string> fields, int line)
        {
            var lower = fields.ConvertAll(Bare);
            var found = lower.Select(field => Id().Match(field)).Where(match => match.Success).Select(match => "@" + match.Groups["id"].Value).Where(id => UserId.TryParse(id, out _)).ToList();
            foreach (var id in found)
            {
                if (_seen.Add(id)) People.Add(new UserId(id));
                else Repeated++;
            }

            if (found.Count > 0) return true;
            var addresses = lower.Select(field => Address().Match(field)).Where(match => match.Success).ToList();
            foreach (var address in addresses)
            {
                // A Matrix ID on Tchap is the address with a hyphen in place of the @; the server is not known from it.
                var localpart = $"{address.Groups["local"].Value}-{address.Groups["host"].Value}";
                if (_seen.Add(localpart)) Addresses.Add((localpart, line));
                else Repeated++;
            }

            return addresses.Count > 0;
        }

        // As clients copy somebody's address: https://matrix.to/#/%40anne.roy%3Aserveur
        private static string Bare(string field)
        {
            const string link = "https://matrix.to/#/";
            var lower = field.ToLowerInvariant();
            return lower.StartsWith(link, StringComparison.Ordinal) ? Uri.UnescapeDataString(lower[link.Length..]) : lower;
        }
    }
}
