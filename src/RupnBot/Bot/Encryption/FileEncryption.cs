using System.Text.Json;
using System.Text.Json.Nodes;
using RupnBot.Bot.Outbox;
using RupnBot.Crypto;

namespace RupnBot.Bot.Encryption;

/// <summary>A file for an encrypted room has a key of its own, told in the message (specification, "Sending encrypted attachments").</summary>
internal static class FileEncryption
{
    /// <summary>Puts the file into cipher; the message then names it by <c>file</c> in place of <c>url</c>.</summary>
    public static void Apply(OutboxMessage row, OutboxAttachment attachment)
    {
        var content = JsonNode.Parse(row.Content)!.AsObject();
        attachment.Bytes = AttachmentCipher.Encrypt(attachment.Bytes, out var file);
        attachment.IsEncrypted = true;
        content.Remove("url");
        content["file"] = Write(file.At(attachment.Address ?? OutboxAttachment.Placeholder));
        row.Content = content.ToJsonString(Relaxed);
    }

    // As the outbox writes contents elsewhere: accents stay letters.
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static JsonNode Write(EncryptedFile file)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer)) file.WriteTo(writer);
        return JsonNode.Parse(buffer.ToArray())!;
    }
}
