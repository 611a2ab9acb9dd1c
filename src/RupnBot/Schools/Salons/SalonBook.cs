using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Commands;
using RupnBot.Matrix;
using RupnBot.Sources.Catalog;
using RupnBot.Storage;

namespace RupnBot.Schools.Salons;

/// <summary>Changes what salons are marked with; works inside the transaction of its context.</summary>
internal static class SalonBook
{
    public static async Task LinkAsync(BotDbContext db, RoomId salon, string uai, UserId by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var link = await db.FindAsync<SalonSchool>([salon], cancellationToken);
        if (link is null) db.Add(link = new SalonSchool { RoomId = salon, Uai = uai });
        else if (link.Uai == uai) return;
        (link.Uai, link.LinkedBy, link.LinkedAt) = (uai, by, now);
    }

    public static async Task UnlinkAsync(BotDbContext db, RoomId salon, CancellationToken cancellationToken)
    {
        if (await db.FindAsync<SalonSchool>([salon], cancellationToken) is { } link) db.Remove(link);
    }

    public static Task<List<SalonTag>> TagsAsync(BotDbContext db, RoomId salon, CancellationToken cancellationToken) =>
        db.Set<SalonTag>().AsTracking().Where(tag => tag.RoomId == salon).OrderBy(tag => tag.Folded).ToListAsync(cancellationToken);

    /// <exception cref="CommandFault">There would be too many; nothing was changed.</exception>
    public static async Task TagAsync(CommandContext context, RoomId salon, SalonRequest request, CancellationToken cancellationToken)
    {
        var tags = await TagsAsync(context.Db, salon, cancellationToken);
        var removed = request.Removed.Select(Topic.Fold).ToHashSet(StringComparer.Ordinal);
        if (removed.FirstOrDefault(folded => tags.TrueForAll(tag => tag.Folded != folded)) is { } missing)
        {
            var near = NearMiss.Find(missing, tags.Select(tag => tag.Folded));
            throw near is null
                ? context.Fault("Schools.NoSuchTag", ("tag", request.Removed.First(name => Topic.Fold(name) == missing)))
                : context.Fault("Schools.NoSuchTagNear", ("tag", request.Removed.First(name => Topic.Fold(name) == missing)), ("near", tags.First(tag => tag.Folded == near).Label));
        }

        var added = request.Added.Where(name => tags.TrueForAll(tag => tag.Folded != Topic.Fold(name))).ToList();
        if (added.Find(name => name.Length > SalonTag.LongestName) is { } tooLong) throw context.Fault("Schools.TagTooLong", ("tag", tooLong), ("most", SalonTag.LongestName));
        if (tags.Count - removed.Count + added.Count > SalonTag.MostInASalon) throw context.Fault("Schools.TooManyTags", ("most", SalonTag.MostInASalon));
        context.Db.RemoveRange(tags.Where(tag => removed.Contains(tag.Folded)));
        foreach (var name in added) context.Db.Add(new SalonTag { RoomId = salon, Folded = Topic.Fold(name), Label = name, AddedBy = context.Sender, AddedAt = context.Now });
    }
}
