namespace RupnBot.Sources.Feeds.Cli;

/// <summary>An input as read, or why it could not be.</summary>
internal sealed record InputContent(byte[] Bytes, string? ContentType, Uri? Address, string? Error)
{
    public static InputContent Failed(string error) => new([], null, null, error);
}
