using System.Collections.Frozen;
using RupnBot.Sources.Catalog;

namespace RupnBot.Schools;

/// <summary>The departments by code, with their article: « la Vienne », « les Deux-Sèvres », « Paris ».</summary>
public static class Departments
{
    private static readonly FrozenDictionary<string, string> Names = Load();
    private static readonly FrozenDictionary<string, string> Codes = Names.ToFrozenDictionary(name => Topic.Fold(Bare(name.Value)), name => name.Key);

    /// <summary>The names without articles, folded: « deux sevres » to 79.</summary>
    public static IReadOnlyDictionary<string, string> ByName => Codes;

    public static bool IsKnown(string code) => Names.ContainsKey(code);

    /// <summary>The code as it is kept: <c>086</c>, <c>86</c> and <c>86 </c> are 86; <c>02A</c> and <c>2a</c> are 2A; <c>1</c> is 01.</summary>
    public static string Normalize(string code)
    {
        var bare = code.Trim().ToUpperInvariant();
        if (bare.Length == 3 && bare[0] == '0') bare = bare[1..];
        return bare.Length == 1 && char.IsAsciiDigit(bare[0]) ? "0" + bare : bare;
    }

    /// <summary>« Vienne »; the code itself when it is not one.</summary>
    public static string NameOf(string code) => Names.TryGetValue(code, out var name) ? Bare(name) : code;

    /// <summary>« de la Vienne », « du Rhône », « des Landes », « de l'Ain », « de Paris ».</summary>
    public static string Genitive(string code) => !Names.TryGetValue(code, out var name) ? "de " + code : name.Split(' ')[0] switch
    {
        "le" => "du" + name[2..],
        "les" => "des" + name[3..],
        _ => "de " + name,
    };

    private static string Bare(string name)
    {
        foreach (var article in new[] { "l'", "le ", "la ", "les " })
            if (name.StartsWith(article, StringComparison.Ordinal)) return name[article.Length..];
        return name;
    }

    private static FrozenDictionary<string, string> Load()
    {
        using var stream = typeof(Departments).Assembly.GetManifestResourceStream("departments.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split(' ', 2)).ToFrozenDictionary(parts => parts[0], parts => parts[1]);
    }
}
