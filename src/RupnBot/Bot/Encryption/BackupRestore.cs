using System.Text;
using RupnBot.Bot.Session;
using RupnBot.Crypto;
using RupnBot.Matrix;

namespace RupnBot.Bot.Encryption;

/// <summary>
/// The keys of former days, from the backup of a bot that lost its database. What waited for one of them is handled, but such a key proves
/// nothing of who wrote with it (see <see cref="SenderTrust.Unauthenticated"/>).
/// </summary>
public sealed partial class BackupRestore(Database database, BotCrypto crypto, LateEvents lateEvents, BotSession session, TimeProvider time, ILogger<BackupRestore> logger)
{
    // Which backup was read after a start without memory: reading it again would bring nothing new.
    private const string RestoredFrom = "backup/restored";

    /// <summary>Reads the backup in use, once.</summary>
    public async Task RestoreAsync(MatrixClient client, CancellationToken cancellationToken)
    {
        var (version, done) = await crypto.StepAsync(
            database,
            async step => (await crypto.Machine.BackupVersionAsync(step, cancellationToken), await step.SecretAsync(RestoredFrom, cancellationToken) is { } read ? Encoding.UTF8.GetString(read) : null),
            cancellationToken);
        if (version is null || done == version) return;
        var answer = await client.GetBackupKeysAsync(version, ct: cancellationToken);
        var restored = await database.WriteAsync(
            async (db, transaction) =>
            {
                using var step = crypto.Begin(db);
                var found = await crypto.Machine.RestoreAsync(step, answer, cancellationToken);
                step.Changes.Secrets[RestoredFrom] = Encoding.UTF8.GetBytes(version);
                var late = await lateEvents.RetryAsync(step, found.Sessions, cancellationToken);
                await step.SaveAsync(cancellationToken);
                await lateEvents.DispatchAsync(db, transaction, late, session.Self, time.GetUtcNow(), cancellationToken);
                return found;
            },
            cancellationToken);
        var refused = restored.Refused.Values.Sum();
        Log.Restored(logger, restored.Sessions.Count, refused);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Count} room keys were restored from the backup, {Refused} refused.")]
        public static partial void Restored(ILogger logger, int count, int refused);
    }
}
