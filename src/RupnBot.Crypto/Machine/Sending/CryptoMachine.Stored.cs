using System.Buffers.Binary;
using System.Text.Json;
using RupnBot.Matrix;

namespace RupnBot.Crypto;

// To-device requests that are stored because their ciphertexts used a ratchet: sent with the same bytes until taken, made smaller when refused.
public sealed partial class CryptoMachine
{
    private const string LimitName = "to-device/limit";
    private const int LimitLength = 12;

    // A server, or what stands before it, may allow more than it did: doubled after a week, at the price of one refused request.
    private static readonly TimeSpan LimitPeriod = TimeSpan.FromDays(7);

    private static CryptoRequest Request(ToDeviceRecord stored) => new(
        CryptoRequestKind.ToDevice,
        stored.Id,
        HttpMethod.Put,
        $"/_matrix/client/v3/sendToDevice/{Uri.EscapeDataString(stored.EventType)}/{Uri.EscapeDataString(stored.Id)}",
        stored.Body)
    {
        Context = stored,
        Targets = stored.Targets,
    };

    private static async Task ConfirmAsync(CryptoStep step, CryptoRequest request, CancellationToken ct)
    {
        step.Changes.ToDevice[request.Id] = null;
        foreach (var share in await step.Store.SharesOfRequestAsync(request.Id, ct).ConfigureAwait(false))
            if (share.State == KeyShareState.Pending) step.Put(share with { State = KeyShareState.Shared, RequestId = null });
    }

    // Halves until it is small enough; what is refused for another reason, too, until the one message is found that is the reason, and given up.
    private async Task DivideAsync(CryptoStep step, CryptoRequest request, bool isTooLarge, CancellationToken ct)
    {
        var refused = ContextOf<ToDeviceRecord>(request);
        var stored = await step.ToDeviceAsync(MaximumStoredRequests, ct).ConfigureAwait(false);
        if (stored.All(other => other.Id != refused.Id)) return;
        if (isTooLarge) await LowerLimitAsync(step, refused.Targets, ct).ConfigureAwait(false);
        var size = Math.Max(1, refused.Targets / 2);

        // Those as large would fare no better.
        foreach (var large in stored.Where(other => other.Id == refused.Id || (isTooLarge && other.Targets >= refused.Targets)))
            await DivideAsync(step, large, size, ct).ConfigureAwait(false);
    }

    private async ValueTask DivideAsync(CryptoStep step, ToDeviceRecord request, int size, CancellationToken ct)
    {
        var shares = (await step.Store.SharesOfRequestAsync(request.Id, ct).ConfigureAwait(false)).ToLookup(share => (share.User, share.Device));
        step.Changes.ToDevice[request.Id] = null;
        if (request.Targets <= 1)
        {
            // Nobody waits for it any more. The device has not read this message of its session; Olm reads the next one all the same.
            foreach (var share in shares.SelectMany(share => share))
            {
                step.Put(share with { State = KeyShareState.Withheld, RequestId = null, WithheldCode = WithheldCode.Undeliverable });
                if ((await step.DevicesAsync(share.User, ct).ConfigureAwait(false)).GetValueOrDefault(share.Device) is { } device)
                    await PostponeAsync(step, device, time.GetUtcNow(), ct).ConfigureAwait(false);
            }

            return;
        }

        using var document = JsonDocument.Parse(request.Body);
        var messages = document.RootElement.GetProperty("messages"u8).EnumerateObject()
            .SelectMany(user => user.Value.EnumerateObject(), (user, device) => (User: new UserId(user.Name), Device: new DeviceId(device.Name), Content: device.Value)).ToList();
        using var bodies = new ToDeviceBodies(request, (messages.Count + size - 1) / size);
        for (var i = 0; i < messages.Count; i++)
        {
            var (user, device, content) = messages[i];
            bodies.Add(i / size, user, device, System.Text.Encoding.UTF8.GetBytes(content.GetRawText()));
            foreach (var share in shares[(user, device)]) step.Put(share with { RequestId = bodies.IdOf(i / size) });
        }

        foreach (var part in bodies.Records()) step.Changes.ToDevice[part.Id] = part;
    }

    private async ValueTask<int> ToDeviceLimitAsync(CryptoStep step, CancellationToken ct)
    {
        if (await step.SecretAsync(LimitName, ct).ConfigureAwait(false) is not { Length: LimitLength } stored) return options.ToDeviceLimit;
        var since = DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(stored.AsSpan(4)));
        var periods = Math.Clamp((time.GetUtcNow() - since) / LimitPeriod, 0, 20);
        return (int)Math.Clamp(BinaryPrimitives.ReadInt32BigEndian(stored) * Math.Pow(2, Math.Floor(periods)), 1, options.ToDeviceLimit);
    }

    private async ValueTask LowerLimitAsync(CryptoStep step, int refused, CancellationToken ct)
    {
        var limit = Math.Min(await ToDeviceLimitAsync(step, ct).ConfigureAwait(false), Math.Max(1, refused / 2));
        var stored = new byte[LimitLength];
        BinaryPrimitives.WriteInt32BigEndian(stored, limit);
        BinaryPrimitives.WriteInt64BigEndian(stored.AsSpan(4), time.GetUtcNow().ToUnixTimeSeconds());
        step.Changes.Secrets[LimitName] = stored;
    }

    private async ValueTask PostponeQueryAsync(CryptoStep step, CryptoRequest request, CancellationToken ct)
    {
        var asked = ContextOf<IReadOnlyDictionary<UserId, long>>(request);
        foreach (var user in (await step.UsersAsync([.. asked.Keys], ct).ConfigureAwait(false)).Values) step.Put(AskLater(user));
    }
}
