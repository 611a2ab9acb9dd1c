using System.Text.Json;
using RupnBot.Crypto;
using RupnBot.Matrix;

namespace RupnBot.Newsletters.Files;

/// <summary>Where a file lies that an editor sent, and in an encrypted chat what opens it.</summary>
internal sealed record LetterFileSource(string? Url, JsonElement? Encrypted)
{
    /// <summary>Null when the message has no file one could fetch.</summary>
    public static LetterFileSource? Of(MessageContent message)
    {
        if (message.File is { } file)
        {
            using var buffer = new MemoryStream();
            using (var writer = new Utf8JsonWriter(buffer)) file.WriteTo(writer);
            return new LetterFileSource(null, JsonSerializer.Deserialize<JsonElement>(buffer.ToArray()));
        }

        return MxcUri.TryParse(message.Url, out _) ? new LetterFileSource(message.Url, null) : null;
    }

    /// <summary>Fetches it, and opens it if need be.</summary>
    /// <exception cref="LetterFileException">It is not what the message said, or too large.</exception>
    public async Task<byte[]> DownloadAsync(MatrixClient client, int maximumBytes, CancellationToken cancellationToken)
    {
        EncryptedFile? cipher = null;
        if (Encrypted is { } block && !EncryptedFile.TryRead(block, out cipher, out _)) throw new LetterFileException();
        if (!MxcUri.TryParse(cipher?.Url ?? Url, out var uri)) throw new LetterFileException();
        MatrixMedia media;
        try
        {
            media = await client.DownloadAsync(uri, maximumBytes, cancellationToken);
        }
        catch (MatrixException e) when (!e.IsTransient && e.Reason is not (MatrixFailure.UnknownToken or MatrixFailure.AccountExpired or MatrixFailure.NoSession))
        {
            throw new LetterFileException("The file cannot be fetched.", e);
        }

        if (cipher is null) return media.Content;
        return AttachmentCipher.TryDecrypt(cipher, media.Content, out var plain, out _) ? plain : throw new LetterFileException();
    }
}

/// <summary>A file that an editor sent cannot be used; trying again would not help.</summary>
internal sealed class LetterFileException : Exception
{
    public LetterFileException()
    {
    }

    public LetterFileException(string message)
        : base(message)
    {
    }

    public LetterFileException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
