namespace RupnBot.Scheduling.Calendar;

/// <summary>Where a newer school calendar comes from. With neither set, the one shipped with the bot is used alone.</summary>
public sealed class CalendarOptions
{
    public const string Section = "Calendar";

    /// <summary>
    /// HTTPS address of a document in the bot's own format or of the ministry's open data, for instance
    /// <c>https://data.education.gouv.fr/api/explore/v2.1/catalog/datasets/fr-en-calendrier-scolaire/exports/json</c>.
    /// Default: none.
    /// </summary>
    public Uri? Address { get; set; }

    /// <summary>A file in either format. Default: none. When both are set the file wins: an operator put it there by hand.</summary>
    public string? Path { get; set; }

    /// <summary>Days between two downloads, 1 to 90. Default: 7.</summary>
    public int RefreshDays { get; set; } = 7;

    /// <summary>Whether the public holidays of Alsace and Moselle apply. Default: false.</summary>
    public bool AlsaceMoselle { get; set; }
}
