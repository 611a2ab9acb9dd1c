using Microsoft.EntityFrameworkCore;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Privacy;
using RupnBot.Storage;

namespace RupnBot.Schools.Salons;

/// <summary>Who linked a school or gave a tag is kept so that one can ask them; the marks themselves are the salon's.</summary>
internal sealed class SalonMarkData(Texts texts) : IPersonalData
{
    public async Task<IReadOnlyList<string>> DescribeAsync(BotDbContext db, UserId user, CancellationToken cancellationToken)
    {
        var count = await db.Set<SalonSchool>().CountAsync(link => link.LinkedBy == user, cancellationToken) + await db.Set<SalonTag>().CountAsync(tag => tag.AddedBy == user, cancellationToken);
        return count == 0 ? [] : [texts.Plural("Schools.Data", count)];
    }

    public async Task ForgetAsync(BotDbContext db, UserId user, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.Set<SalonSchool>().Where(link => link.LinkedBy == user).ExecuteUpdateAsync(set => set.SetProperty(link => link.LinkedBy, (UserId?)null), cancellationToken);
        await db.Set<SalonTag>().Where(tag => tag.AddedBy == user).ExecuteUpdateAsync(set => set.SetProperty(tag => tag.AddedBy, (UserId?)null), cancellationToken);
    }

    // They last as long as the salon's marks, which end with the bot's stay.
    public Task PurgeAsync(BotDbContext db, DateTimeOffset now, CancellationToken cancellationToken) => Task.CompletedTask;
}
