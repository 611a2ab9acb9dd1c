using System.Text.Json;
using RupnBot.Bot.Messages;
using RupnBot.Crypto;
using RupnBot.Matrix;
using RupnBot.Newsletters.Records;

namespace RupnBot.Newsletters.Files;

/// <summary>What a salon gets of a letter: its picture, its text, its attachment, in this order; pure.</summary>
internal static class LetterParts
{
    public static MessageContent Text(Newsletter letter) => new MessageBody(letter.Plain, letter.Html).ToMessage(notice: false);

    /// <summary>Null until the file is uploaded for such rooms.</summary>
    public static MessageContent? File(NewsletterFile file, bool encrypted)
    {
        var info = new MediaInfo(file.ContentType ?? "application/octet-stream", file.Size, file.Width, file.Height);
        // The body is what is read aloud and shown where no picture is.
        if (encrypted) return EncryptedFileOf(file) is { } cipher ? Described(MessageContent.Attachment(file.FileName, cipher, info), file) : null;
        return file.PlainAddress is { } address ? Described(MessageContent.Attachment(file.FileName, address, info), file) : null;
    }

    private static MessageContent Described(MessageContent content, NewsletterFile file) =>
        file is { IsPicture: true, Description.Length: > 0 } ? content with { MsgType = "m.image", Body = file.Description } : content with { MsgType = file.IsPicture ? "m.image" : "m.file" };

    private static EncryptedFile? EncryptedFileOf(NewsletterFile file)
    {
        if (file.EncryptedFile is not { } written) return null;
        using var json = JsonDocument.Parse(written);
        return EncryptedFile.TryRead(json.RootElement, out var read, out _) ? read : null;
    }
}
