using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Resources;
using System.Text;

namespace RupnBot.Localization;

/// <summary>
/// Every text a user reads, in one culture. Each slice keeps its own <c>…Texts.resx</c> (French) and <c>…Texts.en.resx</c>;
/// they are merged at start, so a key that stands twice is found out at once.
/// </summary>
public sealed class Texts
{
    private readonly FrozenDictionary<string, string> _texts;

    public Texts(CultureInfo culture)
    {
        Culture = culture;
        _texts = Load(culture).ToFrozenDictionary(StringComparer.Ordinal);
    }

    public CultureInfo Culture { get; }

    public bool IsFrench => Culture.TwoLetterISOLanguageName == "fr";

    public string Get(string key) =>
        _texts.TryGetValue(key, out var text) ? text : throw new KeyNotFoundException($"No text '{key}' for culture '{Culture.Name}'.");

    public bool Has(string key) => _texts.ContainsKey(key);

    /// <summary>Replaces the named placeholders <c>{name}</c>; a value is inserted as it is, never read for placeholders again.</summary>
    public string Format(string key, params ReadOnlySpan<(string Name, object? Value)> values) => Fill(Get(key), values);

    /// <summary>Chooses <c>key.one</c> or <c>key.other</c> (French counts 0 and 1 as one, English 1 only) and fills <c>{count}</c>.</summary>
    public string Plural(string key, long count, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var isOne = count == 1 || (count == 0 && IsFrench);
        return Fill(Get(key + (isOne ? ".one" : ".other")), [("count", count), .. values]);
    }

    internal static IReadOnlyDictionary<string, string> Load(CultureInfo culture)
    {
        var merged = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var manager in Managers())
        {
            // The neutral resources are the French ones; they are asked for by the invariant culture, never by "fr", which has no satellite.
            var specific = culture.TwoLetterISOLanguageName == "fr" ? CultureInfo.InvariantCulture : culture;
            var set = manager.GetResourceSet(specific, createIfNotExists: true, tryParents: true);
            if (set is null) continue;
            foreach (DictionaryEntry entry in set)
                merged.Add((string)entry.Key, (string)entry.Value!);
        }

        return merged;
    }

    internal static IEnumerable<ResourceManager> Managers()
    {
        var assembly = typeof(Texts).Assembly;
        const string suffix = "Texts.resources";
        return assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(suffix, StringComparison.Ordinal))
            .Select(name => new ResourceManager(name[..^".resources".Length], assembly));
    }

    private string Fill(string text, ReadOnlySpan<(string Name, object? Value)> values)
    {
        var result = new StringBuilder(text.Length + 32);
        for (var i = 0; i < text.Length; i++)
        {
            var close = text[i] == '{' ? text.IndexOf('}', i) : -1;
            if (close < 0)
            {
                result.Append(text[i]);
                continue;
            }

            var name = text.AsSpan(i + 1, close - i - 1);
            result.Append(Find(name, values));
            i = close;
        }

        return result.ToString();
    }

    private string Find(ReadOnlySpan<char> name, ReadOnlySpan<(string Name, object? Value)> values)
    {
        foreach (var (candidate, value) in values)
            if (name.SequenceEqual(candidate)) return Convert.ToString(value, Culture) ?? "";
        throw new FormatException($"No value for the placeholder '{name}'.");
    }
}
