using RupnBot.Matrix;

namespace RupnBot.Crypto;

/// <summary>Decrypting what another device sent over Olm (specification, "m.olm.v1.curve25519-aes-sha2").</summary>
public sealed partial class CryptoMachine
{
    private readonly record struct OlmPlaintext(CryptoFailure Failure, byte[] Bytes);

    /// <summary>
    /// Decrypts with a session there is, or begins the one a pre-key message proposes. Nothing is changed unless the decryption succeeds: the
    /// session is stored and the one-time key dropped only then.
    /// </summary>
    private async ValueTask<OlmPlaintext> DecryptOlmAsync(CryptoStep step, Curve25519PublicKey senderKey, OlmMessageType type, byte[] body, CancellationToken ct)
    {
        var sessions = await step.OlmSessionsAsync(senderKey.ToString(), ct).ConfigureAwait(false);
        var isPreKey = type == OlmMessageType.PreKey;
        var failure = CryptoFailure.UnknownSession;
        foreach (var record in sessions)
        {
            using var session = OlmSession.Import(record.State);
            if (isPreKey && !session.MatchesPreKey(body)) continue;
            if (session.TryDecrypt(type, body, out var plaintext, out failure))
            {
                await KeepAsync(step, record, session, ct).ConfigureAwait(false);
                return new(CryptoFailure.None, plaintext);
            }

            // The session it was made for: another one from the same message would need a one-time key that is gone.
            if (isPreKey) return new(failure, []);
        }

        return isPreKey ? await BeginOlmAsync(step, senderKey, body, sessions, ct).ConfigureAwait(false) : new(failure, []);
    }

    private async ValueTask<OlmPlaintext> BeginOlmAsync(
        CryptoStep step, Curve25519PublicKey senderKey, byte[] body, IReadOnlyList<OlmSessionRecord> others, CancellationToken ct)
    {
        var account = await OpenAccountAsync(step, ct).ConfigureAwait(false);
        Curve25519PublicKey? oneTimeKey = null;
        Curve25519SecretKey? secret = null;
        try
        {
            var isBegun = OlmSession.TryCreateInbound(account.Identity, Secret, senderKey, body, out var session, out var plaintext, out var failure);
            if (!isBegun) return new(failure, []);
            using (session)
            {
                var record = new OlmSessionRecord(senderKey.ToString(), session!.SessionId) { State = [], CreatedAt = time.GetUtcNow() };
                await KeepAsync(step, record, session, ct).ConfigureAwait(false);
            }

            foreach (var old in others.Skip(InboundLimits.OlmSessions - 1)) await step.RemoveOlmSessionAsync(old.SenderKey, old.SessionId, ct).ConfigureAwait(false);
            if (oneTimeKey is { } used && account.Drop(used)) step.Put(await AccountRecordAsync(step, ct).ConfigureAwait(false), account);
            return new(CryptoFailure.None, plaintext);
        }
        finally
        {
            secret?.Dispose();
        }

        Curve25519SecretKey? Secret(Curve25519PublicKey key)
        {
            secret?.Dispose();
            oneTimeKey = key;
            return secret = account.FindSecret(key);
        }
    }

    private async ValueTask KeepAsync(CryptoStep step, OlmSessionRecord record, OlmSession session, CancellationToken ct)
    {
        var known = await step.OlmSessionsAsync(record.SenderKey, ct).ConfigureAwait(false);
        var received = AfterOthers(known, record.SessionId, time.GetUtcNow());
        await step.PutAsync(record with { State = session.Export(), LastReceivedAt = received }, ct).ConfigureAwait(false);
    }

    // Later than on any other session with the device, whatever the clock did: one sync brings many messages within a millisecond, and the last
    // of them says which session sends from here on.
    private static DateTimeOffset AfterOthers(IReadOnlyList<OlmSessionRecord> known, string sessionId, DateTimeOffset now) =>
        known.FirstOrDefault(other => other.SessionId != sessionId) is { } latest && latest.LastReceivedAt >= now ? latest.LastReceivedAt.AddMilliseconds(1) : now;

    /// <summary>
    /// Unwedging (specification, "Recovering from undecryptable messages"): the device is to get a new session, at most one an hour. Only a
    /// device the sender is known to have: nobody makes the bot write to somebody else's.
    /// </summary>
    private async ValueTask AskForNewSessionAsync(CryptoStep step, UserId sender, string senderKey, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var devices = await step.DevicesAsync(sender, ct).ConfigureAwait(false);
        if (devices.Values.FirstOrDefault(known => known.Curve25519 == senderKey) is not { NeedsNewSession: false } wedged) return;
        if (now - wedged.UnwedgedAt < InboundLimits.Unwedging) return;
        await step.PutAsync(wedged with { NeedsNewSession = true, UnwedgedAt = now }, ct).ConfigureAwait(false);
    }
}
