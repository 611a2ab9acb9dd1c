using System.Text.Json.Nodes;

namespace RupnBot.Demo.Colleagues;

/// <summary>An event as a client receives it (client-server API, "Room event format").</summary>
/// <param name="EventId">Its id.</param>
/// <param name="Type">Its type.</param>
/// <param name="Sender">Matrix id.</param>
/// <param name="At"><c>origin_server_ts</c>.</param>
/// <param name="StateKey">Null unless it is a state event.</param>
/// <param name="Content">As it came.</param>
/// <param name="ServerData"><c>unsigned</c>.</param>
public sealed record ReceivedEvent(
    string EventId, string Type, string Sender, DateTimeOffset At, string? StateKey, JsonObject Content, JsonObject ServerData)
{
    public string? MessageType => Text("msgtype");

    public string? Body => Text("body");

    public string? FormattedBody => Text("formatted_body");

    /// <summary>The event this one refers to, whatever the kind of relation.</summary>
    public string? RelatesTo => (Content["m.relates_to"] as JsonObject)?["event_id"]?.GetValue<string>();

    public string? RelationType => (Content["m.relates_to"] as JsonObject)?["rel_type"]?.GetValue<string>();

    /// <summary>The event this one is a reply to; of an encrypted event it stands in clear.</summary>
    public string? RepliesTo => Content["m.relates_to"]?["m.in_reply_to"]?["event_id"]?.GetValue<string>();

    /// <summary>Its content is gone, or it is about to be shown as deleted.</summary>
    public bool IsRedacted => ServerData.ContainsKey("redacted_because");

    public override string ToString() => $"{At:HH:mm:ss.fff} {Type} {Sender}: {Body ?? Content.ToJsonString()}";

    /// <summary>Reads the JSON of the client-server API.</summary>
    public static ReceivedEvent From(JsonObject json) => new(
        json["event_id"]!.GetValue<string>(),
        json["type"]!.GetValue<string>(),
        json["sender"]!.GetValue<string>(),
        DateTimeOffset.FromUnixTimeMilliseconds(json["origin_server_ts"]!.GetValue<long>()),
        json["state_key"]?.GetValue<string>(),
        json["content"] as JsonObject ?? [],
        json["unsigned"] as JsonObject ?? []);

    private string? Text(string key) => Content[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
