using System.Text.Json;

namespace RupnBot.Matrix;

/// <summary>
/// An event of a room, as <c>/sync</c>, <c>/messages</c> and the like give it. The content is held as bytes and parsed on first use:
/// most events of an initial sync are never looked at twice. Two events are equal when their ids are.
/// </summary>
public sealed record MatrixEvent
{
    private static readonly ReadOnlyMemory<byte> EmptyObject = "{}"u8.ToArray();

    private readonly EventId? _redacts;
    private readonly ReadOnlyMemory<byte> _json = EmptyObject;
    private EventContent? _content;
    private EventContent? _previous;
    private JsonElement? _raw;

    /// <summary>The type, such as <c>m.room.message</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The id of the event.</summary>
    public required EventId EventId { get; init; }

    /// <summary>Who sent it.</summary>
    public required UserId Sender { get; init; }

    /// <summary>When the sender's server received it, in Unix milliseconds. Given by a server one need not believe: it may be any number.</summary>
    public required long OriginServerTs { get; init; }

    /// <summary>The state key, empty for most state; null for an event that is not state.</summary>
    public string? StateKey { get; init; }

    /// <summary>The room; from the response's place when the event itself does not say.</summary>
    public RoomId? RoomId { get; init; }

    /// <summary>The content was stripped by a redaction.</summary>
    public bool IsRedacted { get; init; }

    /// <summary><c>unsigned.transaction_id</c>: only on our own events, sent by this device.</summary>
    public string? TransactionId { get; init; }

    /// <summary>The content as UTF-8 JSON, always an object.</summary>
    public ReadOnlyMemory<byte> ContentJson
    {
        get => _json;
        init => (_json, _content, _raw) = (value, null, null);
    }

    /// <summary><c>unsigned.prev_content</c> as UTF-8 JSON, when the server gave it.</summary>
    public ReadOnlyMemory<byte>? PreviousContentJson { get; init; }

    /// <summary>The content as it came.</summary>
    public JsonElement RawContent => _raw ??= EventContentReader.ParseObject(ContentJson.Span);

    /// <summary>The typed content; parsed once, never throws.</summary>
    public EventContent Content
    {
        get => _content ??= EventContentReader.Read(Type, ContentJson.Span, IsRedacted);
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            ContentJson = value.ToJson();
            _content = value;
        }
    }

    /// <summary>The content this state event replaced, when the server gave it.</summary>
    public EventContent? PreviousContent =>
        PreviousContentJson is { } json ? _previous ??= EventContentReader.Read(Type, json.Span, isRedacted: false) : null;

    /// <summary>The event this one redacts: beside the content before room version 11, inside it from then on.</summary>
    public EventId? Redacts
    {
        get => _redacts ?? (Content as RedactionContent)?.Redacts;
        init => _redacts = value;
    }

    /// <summary>True for an event that sets state.</summary>
    public bool IsState => StateKey is not null;

    /// <inheritdoc/>
    public bool Equals(MatrixEvent? other) => other is not null && EventId == other.EventId;

    /// <inheritdoc/>
    public override int GetHashCode() => EventId.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => $"{Type} {EventId}";
}
