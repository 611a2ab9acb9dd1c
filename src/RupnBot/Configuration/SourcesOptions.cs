namespace RupnBot.Configuration;

/// <summary>What the bot reads.</summary>
public sealed class SourcesOptions
{
    public const string Section = "Sources";

    /// <summary>Named sources everyone may subscribe to.</summary>
    public IList<CatalogSource> Catalog { get; } = [];

    /// <summary>Minutes between two looks at a source, 1 to 1440.</summary>
    public int PollMinutes { get; set; } = 30;

    /// <summary>Days an article stays in the archive, 30 to 3650.</summary>
    public int ArchiveDays { get; set; } = 1095;

    /// <summary>Sources given as an address in chat that are read at the same time, 0 to 2000.</summary>
    public int MaximumOwn { get; set; } = 200;

    /// <summary>The same of one salon, 0 to 100.</summary>
    public int MaximumOwnPerSalon { get; set; } = 10;
}

/// <summary>One named source of the catalogue.</summary>
public sealed class CatalogSource
{
    public string? Name { get; set; }

    public string? Address { get; set; }

    public IList<string> Topics { get; } = [];

    /// <summary>The address is a page that has no feed, and this is how its articles are found; null for a feed.</summary>
    public PageOptions? Page { get; set; }
}
