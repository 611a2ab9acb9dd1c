using RupnBot.Matrix;
using RupnBot.Storage;

namespace RupnBot.Privacy;

/// <summary>What a slice keeps of people: shown by <c>mes-donnees</c>, erased by <c>oublie-moi</c>, purged when its time is over.</summary>
public interface IPersonalData
{
    /// <summary>One line for each kind of data kept of this person, in their language; nothing when nothing is kept.</summary>
    Task<IReadOnlyList<string>> DescribeAsync(BotDbContext db, UserId user, CancellationToken cancellationToken);

    /// <summary>Erases all that can be told to be this person's.</summary>
    Task ForgetAsync(BotDbContext db, UserId user, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Erases what has outlived its stated time; run daily.</summary>
    Task PurgeAsync(BotDbContext db, DateTimeOffset now, CancellationToken cancellationToken);
}
