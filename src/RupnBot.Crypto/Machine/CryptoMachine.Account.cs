using System.Text.Json.Nodes;

namespace RupnBot.Crypto;

/// <summary>The own device: its keys, and the object that publishes them (specification, "Device keys").</summary>
public sealed partial class CryptoMachine
{
    /// <summary>Makes the keys of the own device, unless there are some. The own user is followed from then on.</summary>
    /// <exception cref="InvalidOperationException">The store belongs to another user or device.</exception>
    public async Task EnsureAccountAsync(CryptoStep step, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (await step.AccountAsync(ct).ConfigureAwait(false) is { } existing)
        {
            if (existing.User != self || existing.Device != device) throw new InvalidOperationException("The stored keys belong to another device.");
            return;
        }

        var now = time.GetUtcNow();
        var account = OlmAccount.Create(now);
        step.Put(new AccountRecord(self, device) { State = [], CreatedAt = now }, account);
        await TrackAsync(step, [self], ct).ConfigureAwait(false);
    }

    /// <summary>The public keys of the own device, unpadded base64.</summary>
    /// <exception cref="InvalidOperationException">There is no account yet.</exception>
    public async Task<(string Curve25519, string Ed25519)> OwnKeysAsync(CryptoStep step, CancellationToken ct)
    {
        var account = await OpenAccountAsync(step, ct).ConfigureAwait(false);
        return (account.Curve25519, account.Ed25519);
    }

    /// <summary>The account; it belongs to the step, which disposes it.</summary>
    /// <exception cref="InvalidOperationException">There is none yet.</exception>
    internal async ValueTask<OlmAccount> OpenAccountAsync(CryptoStep step, CancellationToken ct) =>
        step.Open(await AccountRecordAsync(step, ct).ConfigureAwait(false));

    internal static async ValueTask<AccountRecord> AccountRecordAsync(CryptoStep step, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(step);
        return await step.AccountAsync(ct).ConfigureAwait(false) ?? throw new InvalidOperationException("The own device has no keys yet.");
    }

    /// <summary>The signed device keys: published, and sent inside Olm messages as sender_device_keys (MSC4147).</summary>
    internal JsonObject DeviceKeysObject(OlmAccount account)
    {
        var keys = new JsonObject
        {
            ["algorithms"] = new JsonArray(OlmAlgorithm, MegolmAlgorithm),
            ["device_id"] = device.Value,
            ["keys"] = new JsonObject { [$"curve25519:{device}"] = account.Curve25519, [$"ed25519:{device}"] = account.Ed25519 },
            ["user_id"] = self.Value,
        };
        return SignedJson.WithSignature(keys, self, $"ed25519:{device}", account.Signing);
    }
}
