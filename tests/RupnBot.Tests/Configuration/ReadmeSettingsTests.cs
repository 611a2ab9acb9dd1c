using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Configuration;

/// <summary>The README's table of settings is what the code reads: no key lacks, none is made up, and the defaults are true.</summary>
public sealed class ReadmeSettingsTests
{
    // Read by ASP.NET Core itself.
    private const string Urls = "Urls";

    private static readonly IReadOnlyList<string[]> Rows = Documents.Table("README.md", "## Configuration");

    [Fact]
    public void Every_key_of_the_code_is_in_the_table() =>
        Assert.Empty(SettingKeys.All.Keys.Except(Rows.SelectMany(Keys)).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_key_of_the_table_is_in_the_code() =>
        Assert.Equal([Urls], Rows.SelectMany(Keys).Except(SettingKeys.All.Keys));

    [Fact]
    public void The_defaults_are_those_of_the_code()
    {
        // A key of an element has none of its own, and what is null is said in words.
        var rows = Rows.Where(row => Keys(row).Count == 1 && SettingKeys.All.GetValueOrDefault(Keys(row)[0]) is { Length: > 0 }).ToList();
        Assert.True(rows.Count > 25, $"only {rows.Count} rows were compared");
        Assert.DoesNotContain(rows, row => Documents.Quoted(row[1]).FirstOrDefault() != SettingKeys.All[Keys(row)[0]]);
    }

    // "`Sources:Catalog:N:Name`, `Address`": what has no section of its own stands beside the first.
    private static List<string> Keys(string[] row)
    {
        var quoted = Documents.Quoted(row[0]).ToList();
        var beside = quoted[0][..(quoted[0].LastIndexOf(':') + 1)];
        return [.. quoted.Select(key => key.Contains(':', StringComparison.Ordinal) || key == Urls ? key : beside + key)];
    }
}
