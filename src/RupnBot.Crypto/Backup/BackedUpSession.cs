using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RupnBot.Crypto;

/// <summary>A session as it lies in a backup (specification, "Server-side key backups", <c>BackedUpSessionData</c>).</summary>
internal sealed record BackedUpSession(MegolmInboundSession Session, string SenderKey, string? ClaimedSigningKey, bool IsSharedHistory)
{
    /// <summary>The entry of the backup: metadata in clear, the key encrypted.</summary>
    public static JsonObject Encrypt(InboundSessionRecord record, in Curve25519PublicKey backup)
    {
        using var session = MegolmInboundSession.Import(record.State);
        var exported = session.ExportAt(session.FirstKnownIndex)!;
        var data = new JsonObject
        {
            ["algorithm"] = CryptoMachine.MegolmAlgorithm,
            ["forwarding_curve25519_key_chain"] = new JsonArray(),
            ["sender_key"] = record.SenderKey,
            ["sender_claimed_keys"] = record.OwnerSigningKey is { } claimed ? new JsonObject { ["ed25519"] = claimed } : [],
            ["session_key"] = UnpaddedBase64.Encode(exported),
            ["shared_history"] = record.IsSharedHistory,
            // The name it has where clients knew it before the specification did (MSC3061).
            ["org.matrix.msc3061.shared_history"] = record.IsSharedHistory,
        };
        CryptographicOperations.ZeroMemory(exported);
        var plaintext = Encoding.UTF8.GetBytes(data.ToJsonString());
        var encrypted = BackupKey.Encrypt(backup, plaintext);
        CryptographicOperations.ZeroMemory(plaintext);
        return new JsonObject
        {
            ["first_message_index"] = session.FirstKnownIndex,
            ["forwarded_count"] = record.Source == SessionSource.Forwarded ? 1 : 0,
            // Ours alone is of a device that is certainly verified; the server prefers such keys to others'.
            ["is_verified"] = record.Source == SessionSource.Own,
            ["session_data"] = encrypted,
        };
    }

    /// <summary>Reads an entry. The session must be the one it is filed under.</summary>
    public static bool TryDecrypt(JsonElement entry, string sessionId, BackupKey key, [NotNullWhen(true)] out BackedUpSession? read, out CryptoFailure failure)
    {
        read = null;
        failure = CryptoFailure.BadFormat;
        if (entry.ObjectMember("session_data") is not { } encrypted) return false;
        if (!key.TryDecrypt(encrypted, out var plaintext, out failure)) return false;
        try
        {
            failure = CryptoFailure.BadFormat;
            if (!TryParse(plaintext, out var data)) return false;
            if (data.TextMember("algorithm") != CryptoMachine.MegolmAlgorithm)
            {
                failure = CryptoFailure.Unsupported;
                return false;
            }

            return TryRead(data, sessionId, out read, out failure);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plaintext);
        }
    }

    private static bool TryRead(JsonElement data, string sessionId, [NotNullWhen(true)] out BackedUpSession? read, out CryptoFailure failure)
    {
        read = null;
        failure = CryptoFailure.BadFormat;
        if (!Curve25519PublicKey.TryParse(data.TextMember("sender_key"), out var senderKey)) return false;
        if (!UnpaddedBase64.TryDecode(data.TextMember("session_key"), out var exported)) return false;
        if (!MegolmInboundSession.TryImport(exported, out var session, out failure)) return false;
        if (session.SessionId != sessionId)
        {
            session.Dispose();
            failure = CryptoFailure.SessionMismatch;
            return false;
        }

        var claimed = data.ObjectMember("sender_claimed_keys").TextMember("ed25519");
        var signingKey = Ed25519PublicKey.TryParse(claimed, out var parsed) ? parsed.ToString() : null;
        var isShared = data.FlagMember("shared_history") ?? data.FlagMember("org.matrix.msc3061.shared_history") ?? false;
        read = new BackedUpSession(session, senderKey.ToString(), signingKey, isShared);
        return true;
    }

    private static bool TryParse(byte[] plaintext, out JsonElement data)
    {
        try
        {
            data = JsonElement.Parse(plaintext);
            return data.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            data = default;
            return false;
        }
    }
}
