namespace RupnBot.Configuration;

/// <summary>What the bot reads.</summary>
public sealed class SourcesOptions
{
    public const string Section = "Sources";

    /// <summary>Named sources everyone may subscribe to.</summary>
    public IList<CatalogSource> Catalog { get; } = [];

    /// <summary>Minutes between two looks at a source, 5 to 1440.</summary>
    public int PollMinutes { get; set; } = 30;

    /// <summary>Days an article stays in the archive, 30 to 3650.</summary>
    public int ArchiveDays { get; set; } = 1095;
}

/// <summary>One named source of the catalogue.</summary>
public sealed class CatalogSource
{
    public string? Name { get; set; }

    public string? Address { get; set; }

    public IList<string> Topics { get; } = [];
}
