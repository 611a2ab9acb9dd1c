namespace RupnBot.Demo.Colleagues.Encryption;

/// <summary>An attachment before its encryption or after its decryption.</summary>
/// <param name="Name">As the message names it.</param>
/// <param name="MediaType">As the message states it.</param>
/// <param name="Content">In clear.</param>
public sealed record ClearFile(string? Name, string? MediaType, byte[] Content);
