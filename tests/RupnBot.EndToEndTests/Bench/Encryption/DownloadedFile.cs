namespace RupnBot.EndToEndTests.Bench.Encryption;

/// <summary>An encrypted attachment after its decryption.</summary>
/// <param name="Name">As the message names it.</param>
/// <param name="MediaType">As the message states it.</param>
/// <param name="Content">In clear.</param>
internal sealed record DownloadedFile(string? Name, string? MediaType, byte[] Content);
