using System.Text.RegularExpressions;

namespace RupnBot.Tests.Documentation;

/// <summary>docs/encryption-tests.md and docs/poll-counting.md name tests that there are.</summary>
public sealed partial class EncryptionTestsTableTests
{
    [Theory]
    [InlineData("encryption-tests.md", 100)]
    [InlineData("poll-counting.md", 9)]
    public void Every_test_the_table_names_exists(string document, int least)
    {
        var known = Tests();
        var named = Names().Matches(File.ReadAllText(Path.Combine(Root(), "docs", document))).Select(match => match.Value.Trim('`')).ToList();

        Assert.True(named.Count >= least, $"{named.Count} tests are named");
        Assert.DoesNotContain(named, name => !known.Contains(name));
    }

    [Fact]
    public void Each_row_of_the_table_names_a_test()
    {
        var rows = File.ReadLines(Path.Combine(Root(), "docs", "encryption-tests.md")).Where(line => line.StartsWith("| ", StringComparison.Ordinal));
        Assert.DoesNotContain(rows, row => !row.EndsWith("| tests |", StringComparison.Ordinal) && !row.EndsWith("| the attack, refused |", StringComparison.Ordinal) && !Names().IsMatch(row));
    }

    // Tests alone have names of words. A class may be spread over several files.
    private static HashSet<string> Tests()
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Root(), "tests"), "*.cs", SearchOption.AllDirectories))
        {
            if (file.Split(Path.DirectorySeparatorChar) is var parts && (parts.Contains("obj") || parts.Contains("bin"))) continue;
            var source = File.ReadAllText(file);
            if (Class().Match(source) is not { Success: true } type) continue;
            foreach (Match method in Method().Matches(source)) found.Add($"{type.Groups[1].Value}.{method.Groups[1].Value}");
        }

        return found;
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "RupnBot.sln"))) return folder.FullName;
        throw new InvalidOperationException("The tests run outside a checkout.");
    }

    [GeneratedRegex("`[A-Z]\\w+\\.[A-Z]\\w*_\\w+`", RegexOptions.CultureInvariant)]
    private static partial Regex Names();

    [GeneratedRegex("^public (?:sealed |abstract )?(?:partial )?class (\\w+)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Class();

    [GeneratedRegex("^    public (?:async )?(?:Task|void|ValueTask) ([A-Z]\\w*_\\w+)\\(", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Method();
}
