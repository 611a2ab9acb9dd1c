using RupnBot.Demo.Colleagues;

namespace RupnBot.EndToEndTests.Newsletters;

/// <summary>A letter as a member of one salon finds it: what the bot sent there besides its first words.</summary>
/// <param name="Sent">In the order it came, in clear; what was redacted is not in it.</param>
internal sealed record SalonLetter(IReadOnlyList<ReceivedEvent> Sent)
{
    /// <summary>Texts, corrections not counted.</summary>
    public IReadOnlyList<ReceivedEvent> Texts => [.. Sent.Where(item => item.MessageType == "m.text" && item.RelationType != "m.replace")];

    public IReadOnlyList<ReceivedEvent> Pictures => [.. Sent.Where(item => item.MessageType == "m.image")];

    /// <summary>It came in an earlier wording.</summary>
    public bool WasCorrected => Sent.Any(item => item.RelationType == "m.replace");

    /// <summary>The text as a client shows it now.</summary>
    public string? Shown => Sent.LastOrDefault(item => item.RelationType == "m.replace") is { } edit
        ? edit.Content["m.new_content"]?["body"]?.GetValue<string>()
        : (Texts is [var text, ..] ? text.Body : null);

    /// <summary>Where the picture lies, encrypted or not.</summary>
    public string? PictureAddress => Pictures is not [var picture, ..] ? null : (picture.Content["file"]?["url"] ?? picture.Content["url"])?.GetValue<string>();

    public static async Task<SalonLetter> OfPlainAsync(LetterStage stage, string salon, CancellationToken cancellationToken) =>
        new([.. (await stage.Karim.ReadMessagesAsync(salon, cancellationToken)).Where(item => item.Sender == stage.Robot && !item.IsRedacted && item.MessageType != "m.notice")]);

    /// <summary>What the client could decrypt of what stands there.</summary>
    public static SalonLetter OfEncrypted(LetterStage stage, string salon) => new([.. stage.Anne.Seen(salon)
        .Where(item => item.IsReadable && item.Sender == stage.Robot && item.Clear is { Type: "m.room.message", IsRedacted: false } && item.Clear.MessageType != "m.notice").Select(item => item.Clear)]);
}
