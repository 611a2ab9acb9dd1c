namespace RupnBot.Tests.Bench;

/// <summary>The checkout's own files, read by tests that hold them against the code.</summary>
internal static class Documents
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>The cells of every table row under a heading, up to the next heading of the same or a higher level.</summary>
    public static IReadOnlyList<string[]> Table(string path, string heading)
    {
        var lines = Read(path).ReplaceLineEndings("\n").Split('\n');
        var level = heading.TakeWhile(character => character == '#').Count();
        var section = lines.SkipWhile(line => line != heading).Skip(1).TakeWhile(line => !IsHeading(line, level));
        return [.. section.Where(line => line.StartsWith('|')).Skip(2).Select(Cells)];
    }

    /// <summary>The words of a cell that stand between back-ticks.</summary>
    public static IEnumerable<string> Quoted(string cell) => cell.Split('`').Where((_, place) => place % 2 == 1);

    private static bool IsHeading(string line, int level) =>
        line.TakeWhile(character => character == '#').Count() is var hashes && hashes > 0 && hashes <= level && line.ElementAtOrDefault(hashes) == ' ';

    // "\|" is a bar of the text.
    private static string[] Cells(string line) =>
        [.. line.Replace(@"\|", "\0", StringComparison.Ordinal).Trim('|', ' ').Split('|').Select(cell => cell.Replace('\0', '|').Trim())];

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "RupnBot.sln"))) return folder.FullName;
        throw new InvalidOperationException("The tests run outside a checkout.");
    }
}
