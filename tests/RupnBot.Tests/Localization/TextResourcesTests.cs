using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using RupnBot.Bot.Commands;
using RupnBot.Localization;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Localization;

/// <summary>What a user reads is complete in both languages, and what the code asks for exists.</summary>
public sealed partial class TextResourcesTests
{
    private static readonly IReadOnlyDictionary<string, string> French = Texts.Load(CultureInfo.GetCultureInfo("fr-FR"));
    private static readonly IReadOnlyDictionary<string, string> English = Texts.Load(CultureInfo.GetCultureInfo("en-GB"));

    [Fact]
    public void Both_languages_have_the_same_keys() => Assert.Equal(KeysOf("fr"), KeysOf("en"));

    [Fact]
    public void Both_languages_fill_the_same_placeholders() => Assert.DoesNotContain(
        French.Keys.Where(English.ContainsKey), key => !PlaceholdersOf(French[key]).SetEquals(PlaceholdersOf(English[key])));

    [Fact]
    public void Plurals_come_in_pairs() => Assert.DoesNotContain(
        French.Keys, key => key.EndsWith(".one", StringComparison.Ordinal) && !French.ContainsKey(key[..^4] + ".other")
            || key.EndsWith(".other", StringComparison.Ordinal) && !French.ContainsKey(key[..^6] + ".one"));

    [Fact]
    public void No_text_is_empty() => Assert.DoesNotContain(French.Concat(English), text => string.IsNullOrWhiteSpace(text.Value));

    [Fact]
    public void Every_text_the_code_names_exists()
    {
        var missing = new List<string>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Documents.Root, "src", "RupnBot"), "*.cs", SearchOption.AllDirectories).Where(IsSource))
        {
            foreach (Match call in Call().Matches(File.ReadAllText(file)))
            {
                var key = call.Groups["key"].Value;
                var exists = call.Groups["method"].Value == "Plural" ? French.ContainsKey(key + ".one") : French.ContainsKey(key);
                if (!exists) missing.Add($"{Path.GetFileName(file)}: {key}");
            }
        }

        Assert.Empty(missing);
    }

    [Fact]
    public async Task Every_command_has_its_help_and_a_name_of_its_own()
    {
        await using var bench = await BotBench.StartAsync();
        var commands = bench.Services.GetServices<ICommand>().Select(command => command.Info).ToList();
        Assert.NotEmpty(commands);
        Assert.DoesNotContain(commands, info => !info.IsHidden && !(French.ContainsKey($"Help.{info.Name}") && French.ContainsKey($"Help.{info.Name}.Example")));
        var names = commands.SelectMany(info => info.AllNames.Distinct()).ToList();
        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.All(names, name => Assert.Equal(TextFolding.Fold(name), name));
    }

    // The satellite alone, without falling back on the French texts, which would hide what is missing.
    private static List<string> KeysOf(string language)
    {
        var culture = language == "fr" ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(language);
        return [.. Texts.Managers()
            .SelectMany(manager => manager.GetResourceSet(culture, createIfNotExists: true, tryParents: false)?.Cast<System.Collections.DictionaryEntry>() ?? [])
            .Select(entry => (string)entry.Key).Order(StringComparer.Ordinal)];
    }

    private static HashSet<string> PlaceholdersOf(string text) => [.. Placeholder().Matches(text).Select(match => match.Value)];

    private static bool IsSource(string file) => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal);

    [GeneratedRegex(@"\{[a-zA-Z]+\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"(?:[tT]exts\.(?<method>Get|Format|Plural)|context\.(?<method>Fault))\(\s*""(?<key>[^""]+)""", RegexOptions.CultureInvariant)]
    private static partial Regex Call();
}
