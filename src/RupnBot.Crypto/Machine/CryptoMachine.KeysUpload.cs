using System.Text.Json;
using System.Text.Json.Nodes;

namespace RupnBot.Crypto;

/// <summary>Publishing device keys, one-time keys and the fallback key (specification, "Uploading keys").</summary>
public sealed partial class CryptoMachine
{
    private const string SignedCurve25519 = "signed_curve25519";
    private const int OneTimeKeysPublished = 50;

    // A request is a second on some servers: a few keys less are not worth one.
    private const int OneTimeKeysRefilled = 40;
    private const int OneTimeKeysCounted = 100_000;

    // A sync under way when the new key was published still tells of the old one.
    private static readonly TimeSpan FallbackRotation = TimeSpan.FromMinutes(5);

    /// <summary>
    /// What is to be published, or null. New one-time keys are made only when none wait to be published, so that the content stays the same
    /// until the answer came. The step is saved before the request is made.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no account yet.</exception>
    public async Task<CryptoRequest?> KeysUploadAsync(CryptoStep step, CancellationToken ct)
    {
        var record = await AccountRecordAsync(step, ct).ConfigureAwait(false);
        var account = step.Open(record);
        var waiting = account.OneTimeKeys.Where(key => !key.IsPublished).ToList();
        if (waiting.Count == 0 && record.ServerOneTimeKeys < OneTimeKeysRefilled)
        {
            account.AddOneTimeKeys(OneTimeKeysPublished - record.ServerOneTimeKeys);
            step.Put(record, account);
            waiting = [.. account.OneTimeKeys.Where(key => !key.IsPublished)];
        }

        var fallback = account.Fallback is { IsPublished: false } unpublished ? unpublished : null;
        if (record.IsPublished && waiting.Count == 0 && fallback is null) return null;

        var body = new JsonObject();
        if (!record.IsPublished) body["device_keys"] = DeviceKeysObject(account);
        if (waiting.Count > 0) body["one_time_keys"] = SignedKeys(account, waiting, isFallback: false);
        if (fallback is not null) body["fallback_keys"] = SignedKeys(account, [fallback], isFallback: true);
        return new CryptoRequest(CryptoRequestKind.KeysUpload, NewRequestId(), HttpMethod.Post, "/_matrix/client/v3/keys/upload", JsonSerializer.SerializeToUtf8Bytes(body))
        {
            Context = new UploadedKeys(!record.IsPublished, [.. waiting.Append(fallback).OfType<OneTimeKey>().Select(key => key.Id)], waiting.Count),
            Targets = waiting.Count,
        };
    }

    internal async Task ApplyKeysUploadAsync(CryptoStep step, CryptoRequest request, JsonElement answer, CancellationToken ct)
    {
        if (request.Context is not UploadedKeys uploaded) throw new ArgumentException("Not a request of this machine.", nameof(request));
        var record = await AccountRecordAsync(step, ct).ConfigureAwait(false);
        var account = step.Open(record);
        account.MarkPublished(uploaded.Ids.ToHashSet(StringComparer.Ordinal));
        var told = Wire.TryGetObject(answer, "one_time_key_counts", out var counts) ? Wire.Integer(counts, SignedCurve25519, 0) : 0;

        // A server that tells less than it was just given would be given more without end; the next sync tells again.
        var count = Math.Clamp(Math.Max(told, uploaded.OneTimeKeys), 0, OneTimeKeysCounted);
        step.Put(record with { IsPublished = record.IsPublished || uploaded.DeviceKeys, ServerOneTimeKeys = count }, account);
    }

    /// <summary>An absent algorithm counts 0; a fallback key that is no longer unused is replaced.</summary>
    private async ValueTask ApplyKeyCountsAsync(CryptoStep step, EncryptionSync sync, CancellationToken ct)
    {
        var record = await AccountRecordAsync(step, ct).ConfigureAwait(false);
        if (sync.OneTimeKeyCounts is { } counts)
        {
            var count = Math.Clamp(counts.GetValueOrDefault(SignedCurve25519), 0, OneTimeKeysCounted);
            if (count != record.ServerOneTimeKeys) step.Put(record = record with { ServerOneTimeKeys = count });
        }

        if (sync.UnusedFallbackKeys is not { } unused || unused.Contains(SignedCurve25519)) return;
        var account = step.Open(record);
        var now = time.GetUtcNow();
        if (account.Fallback is { IsPublished: false } || now - account.FallbackMadeAt < FallbackRotation) return;
        account.RotateFallback(now);
        step.Put(record, account);
    }

    private JsonObject SignedKeys(OlmAccount account, IEnumerable<OneTimeKey> keys, bool isFallback)
    {
        var signed = new JsonObject();
        foreach (var key in keys)
        {
            var content = new JsonObject { ["key"] = key.Public.ToString() };
            if (isFallback) content["fallback"] = true;
            signed[$"{SignedCurve25519}:{key.Id}"] = SignedJson.WithSignature(content, self, $"ed25519:{device}", account.Signing);
        }

        return signed;
    }

    private static string NewRequestId() => Guid.NewGuid().ToString("N");

    private sealed record UploadedKeys(bool DeviceKeys, IReadOnlyList<string> Ids, int OneTimeKeys);
}
