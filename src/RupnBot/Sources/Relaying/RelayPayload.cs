using RupnBot.Matrix;
using RupnBot.Sources.Feeds;

namespace RupnBot.Sources.Relaying;

/// <summary>A find to be read; who relayed it is not kept.</summary>
/// <param name="Link">As it was given.</param>
/// <param name="Words">Their own words, instead of the page's summary.</param>
/// <param name="Topics">Themes, as they are shown.</param>
/// <param name="Salon">For one salon; null for every salon that follows a theme of it.</param>
/// <param name="SalonName">As people call it.</param>
/// <param name="ReplyRoom">Where whoever relayed it is told.</param>
/// <param name="AskedBy">The message that asked.</param>
internal sealed record RelayPayload(string Link, string? Words, IReadOnlyList<string> Topics, string? Salon, string? SalonName, string ReplyRoom, string AskedBy)
{
    public RoomId? SalonId => Salon is null ? null : new RoomId(Salon);

    /// <summary>The same page to the same readers is one find.</summary>
    public static string KeyOf(Uri link, string? salon) => $"r:{salon ?? "*"}:{ArticleIdentity.Canonical(link)}";
}
