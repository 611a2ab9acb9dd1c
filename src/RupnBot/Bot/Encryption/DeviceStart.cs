using System.Text.Json;
using RupnBot.Bot.Health;
using RupnBot.Bot.Session;
using RupnBot.Crypto;
using RupnBot.Matrix;

namespace RupnBot.Bot.Encryption;

/// <summary>The homeserver knows this device with other keys than the database holds: going on would make the bot unreadable, or worse, look stolen.</summary>
public sealed class DeviceRefusedException()
    : Exception("The homeserver knows other keys for this device than the database holds. Restore the database they belong to, or log this device out and start again.");

/// <summary>
/// What is made sure of once after each login: the account has keys, the homeserver knows no others for this device, and the database is not
/// an old copy whose ratchets would be used a second time.
/// </summary>
public sealed partial class DeviceStart(Database database, BotCrypto crypto, IdentityKeeper identity, StartGate gate, BotSession session, BotHealth health, ILogger<DeviceStart> logger)
{
    // Kept in the account data, a counter by device: a database that knows a lower one was restored from a copy.
    private const string GenerationType = "fr.rupnbot.device_generation";

    private (UserId User, DeviceId Device)? _done;

    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        var own = (session.Self, session.DeviceId);
        if (_done == own) return;
        await crypto.EnsureAccountAsync(database, cancellationToken);
        // Three requests that all else waits for, once a login: at the pace of one a second they alone would take longer than the rest of the start.
        await CheckKeysAsync(session.Unpaced, cancellationToken);
        await CountStartAsync(session.Unpaced, cancellationToken);
        gate.MadeSure();
        await PublishAsync(session.Client.WithPriority(RequestPriority.Poll), cancellationToken);
        await identity.SetUpAsync(cancellationToken);
        health.Resolve(HealthTopics.Encryption);
        _done = own;
    }

    /// <summary>Something it relied on has changed: it is made sure of anew.</summary>
    public void Repeat() => _done = null;

    private async Task CheckKeysAsync(MatrixClient client, CancellationToken cancellationToken)
    {
        var question = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object> { ["device_keys"] = new Dictionary<string, string[]> { [session.Self.Value] = [session.DeviceId.Value] } });
        var answer = await client.RequestJsonAsync(HttpMethod.Post, "/_matrix/client/v3/keys/query", question, cancellationToken);
        var check = await crypto.StepAsync(database, step => crypto.Machine.CheckOwnDeviceAsync(step, answer, cancellationToken), cancellationToken);
        if (check != DeviceKeyCheck.Mismatch) return;
        health.Report(HealthTopics.Encryption, HealthLevel.Unhealthy, "device keys");
        throw new DeviceRefusedException();
    }

    private async Task CountStartAsync(MatrixClient client, CancellationToken cancellationToken)
    {
        var data = await client.GetAccountDataAsync(GenerationType, cancellationToken);
        var told = data is { } known && known.ValueKind == JsonValueKind.Object && known.TryGetProperty(session.DeviceId.Value, out var value) && value.TryGetInt64(out var number) ? number : 0;
        var generation = await crypto.StepAsync(
            database,
            async step =>
            {
                var account = await step.AccountAsync(cancellationToken) ?? throw new InvalidOperationException("The device has no keys yet.");
                if (told > account.Generation)
                {
                    Log.Restored(logger);
                    step.DropSendingSessions();
                }

                var next = Math.Max(told, account.Generation) + 1;
                step.Put(account with { Generation = next });
                return next;
            },
            cancellationToken);
        // Stored before it is told: a crash between the two never looks like an old copy.
        await client.SetAccountDataAsync(GenerationType, JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, long> { [session.DeviceId.Value] = generation }), cancellationToken);
    }

    // The identity signs a device the homeserver knows.
    private async Task PublishAsync(MatrixClient client, CancellationToken cancellationToken)
    {
        if (await crypto.StepAsync(database, step => crypto.Machine.KeysUploadAsync(step, cancellationToken), cancellationToken) is not { } upload) return;
        var answer = await client.RequestJsonAsync(upload.Method, upload.Path, upload.Body, cancellationToken);
        await crypto.StepAsync(
            database,
            async step =>
            {
                await crypto.Machine.MarkSentAsync(step, upload, answer, cancellationToken);
                return true;
            },
            cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The database is an older copy than the homeserver remembers: every session to write with is made anew.")]
        public static partial void Restored(ILogger logger);
    }
}
