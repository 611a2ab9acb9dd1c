namespace RupnBot.EndToEndTests.Bench.Encryption;

/// <summary>An attachment before its encryption or after its decryption.</summary>
/// <param name="Name">As the message names it.</param>
/// <param name="MediaType">As the message states it.</param>
/// <param name="Content">In clear.</param>
internal sealed record ClearFile(string? Name, string? MediaType, byte[] Content);
