using System.Text.Json;
using RupnBot.Crypto;

namespace RupnBot.Matrix;

/// <summary><c>m.room.message</c> (specification, "Instant messaging").</summary>
public sealed record MessageContent(string MsgType, string Body) : EventContent
{
#pragma warning disable CS1591 // The specification's names.
    public const string TextType = "m.text";
    public const string NoticeType = "m.notice";
    public const string HtmlFormat = "org.matrix.custom.html";
#pragma warning restore CS1591

    /// <inheritdoc/>
    public override string EventType => EventTypes.Message;

    /// <summary><c>org.matrix.custom.html</c> when there is a formatted body.</summary>
    public string? Format { get; init; }

    /// <summary>The body as HTML, as its sender wrote it: not to be trusted.</summary>
    public string? FormattedBody { get; init; }

    /// <summary>How the message relates to another: edit, reply, thread.</summary>
    public RelatesTo? RelatesTo { get; init; }

    /// <summary>What an edit puts in place of the message it replaces.</summary>
    public MessageContent? NewContent { get; init; }

    /// <summary>The <c>mxc://</c> address of the file, image, sound or video.</summary>
    public string? Url { get; init; }

    /// <summary>In an encrypted room: where the encrypted file lies and what opens it; <see cref="Url"/> is then null.</summary>
    public EncryptedFile? File { get; init; }

    /// <summary>The file's name, when the body is a caption.</summary>
    public string? FileName { get; init; }

    /// <summary>What the file is.</summary>
    public MediaInfo? Info { get; init; }

    /// <summary>Who is to be notified; null when the sender's client did not say.</summary>
    public Mentions? Mentions { get; init; }

    /// <summary>A plain message that raises the unread count.</summary>
    public static MessageContent Text(string body) => new(TextType, body) { Mentions = Matrix.Mentions.None };

    /// <summary>An automatic message: other bots do not answer it, clients do not count it.</summary>
    public static MessageContent Notice(string body) => new(NoticeType, body) { Mentions = Matrix.Mentions.None };

    /// <summary>A message with its plain fallback; an automatic one when <paramref name="notice"/> is true.</summary>
    public static MessageContent Html(string body, string html, bool notice = false) =>
        new(notice ? NoticeType : TextType, body) { Format = HtmlFormat, FormattedBody = html, Mentions = Matrix.Mentions.None };

    /// <summary>A file already uploaded, as <c>m.file</c>, <c>m.image</c>, <c>m.audio</c> or <c>m.video</c> by its media type.</summary>
    public static MessageContent Attachment(string fileName, string mxcUrl, MediaInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        var type = info.MimeType?.Split('/')[0] switch
        {
            "image" => "m.image",
            "audio" => "m.audio",
            "video" => "m.video",
            _ => "m.file",
        };
        return new(type, fileName) { FileName = fileName, Url = mxcUrl, Info = info, Mentions = Matrix.Mentions.None };
    }

    /// <summary>A file already uploaded in cipher, for an encrypted room.</summary>
    public static MessageContent Attachment(string fileName, EncryptedFile file, MediaInfo info) => Attachment(fileName, "", info) with { Url = null, File = file };

    /// <summary>This message as an edit of <paramref name="original"/>; clients without edits show it after a star.</summary>
    public MessageContent AsEditOf(EventId original) => this with
    {
        Body = "* " + Body,
        FormattedBody = FormattedBody is null ? null : "* " + FormattedBody,
        RelatesTo = new RelatesTo(Matrix.RelatesTo.Replace, original),
        // Specification, "Event replacements": the new content carries no relation of its own.
        NewContent = this with { RelatesTo = null, NewContent = null, ExtraFields = null },
    };

    /// <summary>This message as an answer to another.</summary>
    public MessageContent AsReplyTo(EventId message) => this with { RelatesTo = new RelatesTo(InReplyTo: message) };

    /// <summary>This message in the thread of <paramref name="root"/>; <paramref name="last"/> is what clients without threads show it under.</summary>
    public MessageContent InThread(EventId root, EventId? last = null) =>
        this with { RelatesTo = new RelatesTo(Matrix.RelatesTo.Thread, root, InReplyTo: last ?? root, IsFallingBack: true) };

    internal static MessageContent? Read(JsonElement content) => Read(content, depth: 0);

    private static MessageContent? Read(JsonElement content, int depth)
    {
        if (content.StringOrNull("msgtype") is not { } type || content.StringOrNull("body") is not { } body) return null;
        return new MessageContent(type, body)
        {
            Format = content.StringOrNull("format"),
            FormattedBody = content.StringOrNull("formatted_body"),
            RelatesTo = Matrix.RelatesTo.Read(content),
            NewContent = depth == 0 && content.ObjectOrNull("m.new_content") is { } replacement ? Read(replacement, depth + 1) : null,
            Url = content.StringOrNull("url"),
            File = content.ObjectOrNull("file") is { } file && EncryptedFile.TryRead(file, out var encrypted, out _) ? encrypted : null,
            FileName = content.StringOrNull("filename"),
            Info = MediaInfo.Read(content),
            Mentions = Matrix.Mentions.Read(content),
        };
    }

    private protected override void WriteFields(Utf8JsonWriter writer)
    {
        writer.WriteString("msgtype", MsgType);
        writer.WriteString("body", Body);
        if (Format is not null) writer.WriteString("format", Format);
        if (FormattedBody is not null) writer.WriteString("formatted_body", FormattedBody);
        if (FileName is not null) writer.WriteString("filename", FileName);
        if (Url is not null) writer.WriteString("url", Url);
        if (File is not null)
        {
            writer.WritePropertyName("file");
            File.WriteTo(writer);
        }

        Info?.WriteTo(writer);
        (Mentions ?? Matrix.Mentions.None).WriteTo(writer);
        RelatesTo?.WriteTo(writer);
        if (NewContent is null) return;
        writer.WritePropertyName("m.new_content");
        NewContent.WriteTo(writer);
    }
}
