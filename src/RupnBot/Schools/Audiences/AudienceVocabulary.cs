using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Rooms;
using RupnBot.Schools.Salons;
using RupnBot.Sources.Catalog;
using RupnBot.Storage;
using RupnBot.Subscriptions;

namespace RupnBot.Schools.Audiences;

/// <summary>The names an audience may be told by, from their folded form to how they are shown.</summary>
/// <param name="Tags">Tags that salons bear.</param>
/// <param name="Topics">Themes that salons subscribe to.</param>
/// <param name="Salons">Names of the salons the bot is in.</param>
public sealed record AudienceVocabulary(IReadOnlyDictionary<string, string> Tags, IReadOnlyDictionary<string, string> Topics, IReadOnlyDictionary<string, string> Salons)
{
    private static readonly IReadOnlyDictionary<string, string> Nothing = new Dictionary<string, string>(StringComparer.Ordinal);

    public static AudienceVocabulary Empty { get; } = new(Nothing, Nothing, Nothing);

    public static async Task<AudienceVocabulary> ReadAsync(BotDbContext db, CancellationToken cancellationToken)
    {
        var tags = await db.Set<SalonTag>().Select(tag => new { tag.Folded, tag.Label }).ToListAsync(cancellationToken);
        var topics = await db.Set<Subscription>().Where(row => row.FoldedTopic != null).Select(row => new { Folded = row.FoldedTopic!, row.Label }).Distinct().ToListAsync(cancellationToken);
        var salons = await db.Set<Room>().Where(room => room.Membership == RoomMembership.Joined && !room.IsDirect && room.Successor == null)
            .Select(room => room.Name ?? room.CanonicalAlias).ToListAsync(cancellationToken);
        return new AudienceVocabulary(
            Of(tags.Select(tag => (tag.Folded, tag.Label))), Of(topics.Select(topic => (topic.Folded, topic.Label))), Of(salons.OfType<string>().Select(name => (Topic.Fold(name), name))));
    }

    private static Dictionary<string, string> Of(IEnumerable<(string Folded, string Label)> names) =>
        names.Where(name => name.Folded.Length > 0).OrderBy(name => name.Label, StringComparer.Create(CultureInfo.InvariantCulture, ignoreCase: false))
            .DistinctBy(name => name.Folded).ToDictionary(name => name.Folded, name => name.Label, StringComparer.Ordinal);
}
