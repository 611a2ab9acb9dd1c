using System.Text;
using Microsoft.Extensions.Options;
using RupnBot.Bot.Health;
using RupnBot.Bot.Session;
using RupnBot.Configuration;
using RupnBot.Crypto;
using RupnBot.Matrix;
using RupnBot.Storage;

namespace RupnBot.Bot.Encryption;

/// <summary>
/// Makes the bot's identity at first start, or takes up the one there is with the operator's recovery key; then the key backup. Without the
/// key the bot works on, unsigned, and says so. It never replaces an identity.
/// </summary>
public sealed partial class IdentityKeeper(
    Database database, BotCrypto crypto, IdentityRequests requests, BackupRestore backups, BotSession session, BotHealth health, IOptions<MatrixOptions> matrix, IOptions<StorageOptions> storage, ILogger<IdentityKeeper> logger)
{
    public string RecoveryKeyFile => matrix.Value.RecoveryKeyFile is { Length: > 0 } file ? file : storage.Value.RecoveryKeyFile;

    public async Task SetUpAsync(CancellationToken cancellationToken)
    {
        var client = session.Client.WithPriority(RequestPriority.Poll);
        for (var round = 0; round < IdentityPlan.MaximumRounds; round++)
        {
            var seen = await client.ReadIdentityAsync(cancellationToken);
            using var key = ReadKey();
            var plan = await crypto.StepAsync(database, step => crypto.Machine.PlanIdentityAsync(step, seen, key, cancellationToken), cancellationToken);
            if (plan.Actions.Count == 0)
            {
                Tell(plan.State, plan.Backup);
                if (plan.Backup == BackupState.Ready) await backups.RestoreAsync(client, cancellationToken);
                return;
            }

            foreach (var action in plan.Actions)
            {
                if (await DoAsync(client, action, cancellationToken)) continue;
                Tell(IdentityState.AuthenticationNeeded, plan.Backup);
                return;
            }
        }

        Tell(IdentityState.NotConverging, BackupState.None);
    }

    private async Task<bool> DoAsync(MatrixClient client, IdentityAction action, CancellationToken cancellationToken)
    {
        switch (action)
        {
            case IdentityAction.WriteRecoveryKey write:
                using (write.Key) WriteKey(write.Key);
                Log.Written(logger, RecoveryKeyFile);
                return true;
            case IdentityAction.PutAccountData put:
                await client.SetAccountDataAsync(put.Type, put.Json, cancellationToken);
                return true;
            case IdentityAction.Send send:
                return await requests.SendAsync(client, send.Request, cancellationToken);
            default:
                return true;
        }
    }

    // On the disk, name and all, before the identity it opens is anywhere: it is the only copy.
    private void WriteKey(RecoveryKey key)
    {
        if (!DurableFile.TryWriteNew(RecoveryKeyFile, Encoding.ASCII.GetBytes(key.Format() + "\n"))) throw new IOException($"The file '{RecoveryKeyFile}' exists already, and is never replaced.");
    }

    private RecoveryKey? ReadKey()
    {
        if (!File.Exists(RecoveryKeyFile)) return null;
        if (RecoveryKey.TryParse(File.ReadAllText(RecoveryKeyFile), out var key)) return key;
        Log.Unreadable(logger, RecoveryKeyFile);
        return null;
    }

    private void Tell(IdentityState state, BackupState backup)
    {
        Log.Stands(logger, state, backup);
        if (state == IdentityState.Ready && backup is BackupState.Ready or BackupState.Disabled) health.Resolve(HealthTopics.Identity);
        else health.Report(HealthTopics.Identity, HealthLevel.Degraded, state == IdentityState.Ready ? "backup: " + backup : state.ToString());
    }

    private static partial class Log
    {
        // The path alone, ever: whoever reads the key reads all that the bot reads.
        [LoggerMessage(Level = LogLevel.Warning, Message = "The recovery key was written to {Path}. Keep a copy of that file elsewhere: with it a lost database finds its keys again.")]
        public static partial void Written(ILogger logger, string path);

        [LoggerMessage(Level = LogLevel.Error, Message = "The file {Path} holds no recovery key: 12 groups of four characters are expected.")]
        public static partial void Unreadable(ILogger logger, string path);

        [LoggerMessage(Level = LogLevel.Information, Message = "Identity: {State}, key backup: {Backup}")]
        public static partial void Stands(ILogger logger, IdentityState state, BackupState backup);
    }
}
