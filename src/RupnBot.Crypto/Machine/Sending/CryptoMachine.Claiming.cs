using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using RupnBot.Matrix;

namespace RupnBot.Crypto;

// One-time keys of other devices (specification, "POST /keys/claim"): what sets up an Olm session with a device that has not written to us.
public sealed partial class CryptoMachine
{
    // How long the server waits for other servers.
    private const int ClaimTimeoutMilliseconds = 10_000;

    private static readonly TimeSpan FirstRetry = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromHours(6);

    private static IEnumerable<CryptoRequest> Claims(IReadOnlyList<DeviceRecord> devices, int limit) =>
        devices.OrderBy(device => device.User).ThenBy(device => device.Device.Value, StringComparer.Ordinal).Chunk(limit).Select(Claim);

    private static CryptoRequest Claim(IReadOnlyList<DeviceRecord> devices)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(output, ToDeviceBodies.Json))
        {
            writer.WriteStartObject();
            writer.WriteNumber("timeout"u8, ClaimTimeoutMilliseconds);
            writer.WriteStartObject("one_time_keys"u8);
            foreach (var user in devices.GroupBy(device => device.User))
            {
                writer.WriteStartObject(user.Key.Value);
                foreach (var device in user) writer.WriteString(device.Device.Value, SignedCurve25519);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return new CryptoRequest(CryptoRequestKind.KeysClaim, NewRequestId(), HttpMethod.Post, "/_matrix/client/v3/keys/claim", output.WrittenSpan.ToArray())
        {
            Context = new ClaimContext([.. devices.Select(device => (device.User, device.Device))]),
            Targets = devices.Count,
        };
    }

    // Part of the answer may be missing (another server is down, a device has no keys left): those are asked again later, the others go on.
    private async Task ApplyKeysClaimAsync(CryptoStep step, CryptoRequest request, JsonElement answer, CancellationToken ct)
    {
        var asked = ContextOf<ClaimContext>(request).Devices;
        var devices = await step.DevicesAsync([.. asked.Select(device => device.User)], ct).ConfigureAwait(false);
        var records = asked.Select(device => devices[device.User].GetValueOrDefault(device.Device)).OfType<DeviceRecord>().ToList();
        await step.LoadOlmSessionsAsync([.. records.Select(device => device.Curve25519)], ct).ConfigureAwait(false);
        var account = await OpenAccountAsync(step, ct).ConfigureAwait(false);
        var now = time.GetUtcNow();
        var renewed = new List<DeviceRecord>();
        foreach (var device in records)
        {
            if (!TryBeginSession(account, device, answer, out var session))
            {
                await PostponeAsync(step, device, now, ct).ConfigureAwait(false);
                continue;
            }

            using (session) await KeepSessionAsync(step, device, session, now, ct).ConfigureAwait(false);
            if (device.NeedsNewSession) renewed.Add(device);
            await step.PutAsync(Reached(device, now), ct).ConfigureAwait(false);
        }

        if (renewed.Count > 0) await TellOfNewSessionsAsync(step, account, renewed, ct).ConfigureAwait(false);
    }

    private static bool TryBeginSession(OlmAccount account, DeviceRecord device, JsonElement answer, [NotNullWhen(true)] out OlmSession? session)
    {
        session = null;
        return Wire.TryGetObject(answer, "one_time_keys", out var users) && Wire.TryGetObject(users, device.User.Value, out var devices)
            && Wire.TryGetObject(devices, device.Device.Value, out var keys) && TryReadKey(keys, device, out var oneTimeKey)
            && Curve25519PublicKey.TryParse(device.Curve25519, out var identity)
            && OlmSession.TryCreateOutbound(account.Identity, identity, oneTimeKey, out session, out _);
    }

    // The device's own signature: without it, the server could put in a key of its own and read what is encrypted.
    private static bool TryReadKey(JsonElement keys, DeviceRecord device, out Curve25519PublicKey key)
    {
        key = default;
        var (name, value) = Wire.Members(keys, 1).FirstOrDefault();
        return name?.StartsWith(SignedCurve25519 + ":", StringComparison.Ordinal) == true
            && Ed25519PublicKey.TryParse(device.Ed25519, out var signer) && SignedJson.Verify(value, device.User, $"ed25519:{device.Device}", signer)
            && Curve25519PublicKey.TryParse(Wire.Text(value, "key"), out key);
    }

    private static async ValueTask KeepSessionAsync(CryptoStep step, DeviceRecord device, OlmSession session, DateTimeOffset now, CancellationToken ct)
    {
        var known = await step.OlmSessionsAsync(device.Curve25519, ct).ConfigureAwait(false);
        foreach (var old in known.Skip(InboundLimits.OlmSessions - 1)) await step.RemoveOlmSessionAsync(old.SenderKey, old.SessionId, ct).ConfigureAwait(false);

        // As if just received on: it is what sends from here on, also where it replaces a broken one.
        var received = AfterOthers(known, session.SessionId, now);
        var record = new OlmSessionRecord(device.Curve25519, session.SessionId) { State = session.Export(), CreatedAt = now, LastReceivedAt = received };
        await step.PutAsync(record, ct).ConfigureAwait(false);
    }

    // Specification, "Recovering from undecryptable messages": at most one new session an hour.
    private static DeviceRecord Reached(DeviceRecord device, DateTimeOffset now) => device.NeedsNewSession
        ? device with { NeedsNewSession = false, UnwedgedAt = now, NextClaimAt = now + InboundLimits.Unwedging, FailedClaims = 0 }
        : device with { NextClaimAt = null, FailedClaims = 0 };

    private static async ValueTask PostponeAsync(CryptoStep step, DeviceRecord device, DateTimeOffset now, CancellationToken ct) =>
        await step.PutAsync(device with { FailedClaims = device.FailedClaims + 1, NextClaimAt = now + Backoff(device.FailedClaims) }, ct).ConfigureAwait(false);

    /// <summary>5 minutes, doubled by every failure before, up to 6 hours.</summary>
    private static TimeSpan Backoff(int failures)
    {
        var wait = FirstRetry * Math.Pow(2, Math.Min(failures, 10));
        return wait < LongestRetry ? wait : LongestRetry;
    }

    // The whole request was refused: as if every device in it had no key left.
    private async Task GiveUpClaimAsync(CryptoStep step, CryptoRequest request, CancellationToken ct)
    {
        using var nothing = JsonDocument.Parse("{}"u8.ToArray());
        await ApplyKeysClaimAsync(step, request, nothing.RootElement, ct).ConfigureAwait(false);
    }

    private sealed record ClaimContext(IReadOnlyList<(UserId User, DeviceId Device)> Devices);
}
