using System.Text.Json.Nodes;

namespace RupnBot.Demo.Colleagues.Encryption;

/// <summary>An event of an encrypted room as a client shows it to its user.</summary>
/// <param name="Clear">What it says; of an event that could not be decrypted, the client's own words for that.</param>
/// <param name="Encrypted">On the wire.</param>
/// <param name="Failure">Why it could not be decrypted, in the client's words; null when it could.</param>
/// <param name="Shield">The client's warning about who sent it, e.g. <c>GREY UNSIGNED_DEVICE</c>; null when it gives none.</param>
public sealed record DecryptedEvent(ReceivedEvent Clear, bool Encrypted, string? Failure, string? Shield)
{
    public string EventId => Clear.EventId;

    public string Sender => Clear.Sender;

    public string? Body => Clear.Body;

    /// <summary>It came encrypted, and this client can read it.</summary>
    public bool IsReadable => Encrypted && Failure is null;

    public override string ToString() => $"{Clear}{(Encrypted ? "" : " [in clear]")}{(Failure is null ? "" : $" [{Failure}]")}{(Shield is null ? "" : $" [{Shield}]")}";

    internal static DecryptedEvent From(JsonObject json) => new(
        ReceivedEvent.From(json), json["encrypted"]!.GetValue<bool>(), (string?)json["failure"], ShieldOf(json["shield"]));

    private static string? ShieldOf(JsonNode? shield) =>
        (string?)shield?["colour"] is { } colour and not "NONE" ? $"{colour} {(string?)shield["reason"]}" : null;
}
