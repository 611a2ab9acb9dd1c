using System.Text;
using System.Text.Json.Nodes;

namespace RupnBot.Crypto;

// Specification, "m.olm.v1.curve25519-aes-sha2".
public sealed partial class CryptoMachine
{
    /// <summary>Encrypts a message to a device on the session most recently received on; the content to send, or null without such a session.</summary>
    internal async Task<JsonObject?> EncryptOlmAsync(CryptoStep step, OlmAccount account, DeviceRecord to, string type, JsonObject content, CancellationToken ct)
    {
        if (await SendingSessionAsync(step, to, ct).ConfigureAwait(false) is null) return null;
        var plain = Encoding.UTF8.GetBytes(content.ToJsonString());
        var sent = await SealAsync(step, EnvelopeOf(account), to, type, [plain], ct).ConfigureAwait(false);
        return JsonNode.Parse(sent[0])?.AsObject();
    }

    private OlmEnvelope EnvelopeOf(OlmAccount account) =>
        new(self, Device, account.Curve25519, account.Ed25519, DeviceKeysObject(account).ToJsonString(ToDeviceBodies.Serializer));

    // All messages to one device in one go: its ratchet is read once, and written once.
    private static async ValueTask<IReadOnlyList<byte[]>> SealAsync(CryptoStep step, OlmEnvelope envelope, DeviceRecord to, string type, IEnumerable<byte[]> contents, CancellationToken ct)
    {
        var record = await SendingSessionAsync(step, to, ct).ConfigureAwait(false) ?? throw new InvalidOperationException("There is no Olm session with the device.");
        using var session = OlmSession.Import(record.State);
        var sent = contents.Select(content => envelope.Seal(session, to, type, content)).ToList();
        await step.PutAsync(record with { State = session.Export() }, ct).ConfigureAwait(false);
        return sent;
    }

    private static async ValueTask<OlmSessionRecord?> SendingSessionAsync(CryptoStep step, DeviceRecord to, CancellationToken ct) =>
        (await step.OlmSessionsAsync(to.Curve25519, ct).ConfigureAwait(false)).FirstOrDefault(session => !session.IsReceiveOnly);
}
