namespace RupnBot.Bot.Files;

/// <summary>What a file can be for that an editor sends while several things wait for one: chosen once, and heeded by whoever is asked next.</summary>
internal static class FilePurpose
{
    /// <summary>Names the question.</summary>
    public const string Slot = "file";

    /// <summary>A letter's attachment.</summary>
    public const string Attachment = "attachment";

    /// <summary>The people of a campaign.</summary>
    public const string People = "people";

    public const string Survey = "survey";
}
