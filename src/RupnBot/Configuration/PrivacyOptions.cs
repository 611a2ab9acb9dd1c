namespace RupnBot.Configuration;

/// <summary>What the law wants told to everyone who writes to the bot.</summary>
public sealed class PrivacyOptions
{
    public const string Section = "Privacy";

    /// <summary>The controller (responsable de traitement), e.g. « Rectorat de l'académie de Poitiers ».</summary>
    public string? Controller { get; set; }

    /// <summary>Address to write to about personal data.</summary>
    public string? Contact { get; set; }

    /// <summary>Days after which the votes of a closed poll are erased; the counts stay. 1 to 3650.</summary>
    public int VoteRetentionDays { get; set; } = 60;

    /// <summary>Days after which a closed poll and its result are erased. 1 to 3650.</summary>
    public int PollRetentionDays { get; set; } = 1095;
}
