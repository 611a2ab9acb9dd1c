using System.Text.Json.Nodes;
using RupnBot.Demo.Colleagues;

namespace RupnBot.EndToEndTests.Newsletters;

/// <summary>A letter as a member of one salon finds it: what the bot sent there besides its first words.</summary>
/// <param name="Sent">In the order it came, in clear; what was redacted is not in it.</param>
internal sealed record SalonLetter(IReadOnlyList<ReceivedEvent> Sent)
{
    /// <summary>Texts, corrections not counted.</summary>
    public IReadOnlyList<ReceivedEvent> Texts => [.. Sent.Where(item => item.MessageType == "m.text" && item.RelationType != "m.replace")];

    public IReadOnlyList<ReceivedEvent> Pictures => [.. Sent.Where(item => item.MessageType == "m.image" && item.RelationType != "m.replace")];

    /// <summary>It came in an earlier wording.</summary>
    public bool WasCorrected => EditOf("m.text") is not null;

    public bool HadAnotherPicture => EditOf("m.image") is not null;

    /// <summary>The text as a client shows it now.</summary>
    public string? Shown => Current("m.text", Texts)?["body"]?.GetValue<string>();

    /// <summary>What the picture shows now, in words.</summary>
    public string? PictureWords => Current("m.image", Pictures)?["body"]?.GetValue<string>();

    /// <summary>Where the picture lies that a client shows now, encrypted or not.</summary>
    public string? PictureAddress => Current("m.image", Pictures) is { } picture ? (picture["file"]?["url"] ?? picture["url"])?.GetValue<string>() : null;

    public static async Task<SalonLetter> OfPlainAsync(LetterStage stage, string salon, CancellationToken cancellationToken) =>
        new([.. (await stage.Karim.ReadMessagesAsync(salon, cancellationToken)).Where(item => item.Sender == stage.Robot && !item.IsRedacted && item.MessageType != "m.notice")]);

    /// <summary>What the client could decrypt of what stands there.</summary>
    public static SalonLetter OfEncrypted(LetterStage stage, string salon) => new([.. stage.Anne.Seen(salon)
        .Where(item => item.IsReadable && item.Sender == stage.Robot && item.Clear is { Type: "m.room.message", IsRedacted: false } && item.Clear.MessageType != "m.notice").Select(item => item.Clear)]);

    private ReceivedEvent? EditOf(string type) => Sent.LastOrDefault(item => item.RelationType == "m.replace" && item.MessageType == type);

    private JsonNode? Current(string type, IReadOnlyList<ReceivedEvent> first) => EditOf(type) is { } edit ? edit.Content["m.new_content"] : first is [var only, ..] ? only.Content : null;
}
