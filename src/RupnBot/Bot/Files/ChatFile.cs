using System.Text.Json;
using RupnBot.Crypto;
using RupnBot.Matrix;

namespace RupnBot.Bot.Files;

/// <summary>Where a file lies that somebody sent in chat, and in an encrypted chat what opens it.</summary>
internal sealed record ChatFile(string? Url, JsonElement? Encrypted)
{
    /// <summary>Null when the message has no file one could fetch.</summary>
    public static ChatFile? Of(MessageContent message)
    {
        if (message.File is { } file)
        {
            using var buffer = new MemoryStream();
            using (var writer = new Utf8JsonWriter(buffer)) file.WriteTo(writer);
            return new ChatFile(null, JsonSerializer.Deserialize<JsonElement>(buffer.ToArray()));
        }

        return MxcUri.TryParse(message.Url, out _) ? new ChatFile(message.Url, null) : null;
    }

    /// <summary>As its sender's client calls it: the body may be a caption.</summary>
    public static string NameOf(MessageContent message) => message.FileName ?? message.Body;

    /// <summary>Whether its name ends in one of these, a dot before each.</summary>
    public static bool HasKind(string name, params ReadOnlySpan<string> kinds)
    {
        foreach (var kind in kinds)
            if (name.EndsWith(kind, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    /// <summary>Fetches it, and opens it if need be.</summary>
    /// <exception cref="ChatFileException">It cannot be used, and trying again would not help.</exception>
    /// <exception cref="MatrixException">Try again later.</exception>
    public async Task<byte[]> DownloadAsync(MatrixClient client, int maximumBytes, CancellationToken cancellationToken)
    {
        EncryptedFile? cipher = null;
        if (Encrypted is { } block && !EncryptedFile.TryRead(block, out cipher, out _)) throw new ChatFileException(ChatFileFault.Unreadable);
        if (!MxcUri.TryParse(cipher?.Url ?? Url, out var uri)) throw new ChatFileException(ChatFileFault.NotThere);
        MatrixMedia media;
        try
        {
            media = await client.DownloadAsync(uri, maximumBytes, cancellationToken);
        }
        catch (MatrixException e) when (!e.IsTransient && e.Reason is not (MatrixFailure.UnknownToken or MatrixFailure.AccountExpired or MatrixFailure.NoSession))
        {
            throw new ChatFileException(e.Reason == MatrixFailure.ResponseTooLarge ? ChatFileFault.TooLarge : ChatFileFault.NotThere, e);
        }

        if (cipher is null) return media.Content;
        return AttachmentCipher.TryDecrypt(cipher, media.Content, out var plain, out _) ? plain : throw new ChatFileException(ChatFileFault.Unreadable);
    }
}
