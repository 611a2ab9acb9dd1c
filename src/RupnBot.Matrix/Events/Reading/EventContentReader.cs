using System.Text.Json;

namespace RupnBot.Matrix;

/// <summary>Turns content of any origin into one of the typed records. Never throws.</summary>
internal static class EventContentReader
{
    // The reader keeps one bit a level and does not recurse: an event of 64 KiB cannot nest deeper than this.
    internal const int MaximumDepth = 100_000;

    private static readonly JsonElement Empty = ParseEmpty();

    public static EventContent Read(string type, ReadOnlySpan<byte> json, bool isRedacted)
    {
        var raw = ParseObject(json);
        try
        {
            var (known, content) = Parse(type, raw);
            return content ?? new UnknownContent(type, raw) { Malformed = known && !isRedacted };
        }
        // A string that holds half a surrogate pair is valid JSON, but no text.
        catch (InvalidOperationException)
        {
            return new UnknownContent(type, raw) { Malformed = true };
        }
    }

    /// <summary>The object in these bytes; an empty one when there is none.</summary>
    public static JsonElement ParseObject(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaximumDepth });
            var element = JsonElement.ParseValue(ref reader);
            return element.ValueKind == JsonValueKind.Object ? element : Empty;
        }
        catch (JsonException)
        {
            return Empty;
        }
    }

    private static (bool Known, EventContent? Content) Parse(string type, JsonElement content) => type switch
    {
        EventTypes.Message => (true, MessageContent.Read(content)),
        EventTypes.Reaction => (true, ReactionContent.Read(content)),
        EventTypes.Redaction => (true, RedactionContent.Read(content)),
        EventTypes.PollStart or EventTypes.StablePollStart => (true, PollStartContent.Read(content)),
        EventTypes.PollResponse or EventTypes.StablePollResponse => (true, PollResponseContent.Read(content)),
        EventTypes.PollEnd or EventTypes.StablePollEnd => (true, PollEndContent.Read(content)),
        EventTypes.Member => (true, MemberContent.Read(content)),
        EventTypes.RoomName => (true, RoomNameContent.Read(content)),
        EventTypes.RoomTopic => (true, RoomTopicContent.Read(content)),
        EventTypes.PowerLevels => (true, PowerLevelsContent.Read(content)),
        EventTypes.Create => (true, CreateContent.Read(content)),
        EventTypes.Tombstone => (true, TombstoneContent.Read(content)),
        EventTypes.JoinRules => (true, JoinRulesContent.Read(content)),
        EventTypes.HistoryVisibility => (true, HistoryVisibilityContent.Read(content)),
        EventTypes.Encryption => (true, EncryptionContent.Read(content)),
        EventTypes.CanonicalAlias => (true, CanonicalAliasContent.Read(content)),
        EventTypes.AccessRules => (true, AccessRulesContent.Read(content)),
        _ => (false, null),
    };

    private static JsonElement ParseEmpty()
    {
        var reader = new Utf8JsonReader("{}"u8);
        return JsonElement.ParseValue(ref reader);
    }
}
