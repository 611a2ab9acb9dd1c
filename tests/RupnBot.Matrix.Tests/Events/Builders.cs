using System.Text;
using System.Text.Json;

namespace RupnBot.Matrix.Tests.Events;

internal static class Builders
{
    public static EventContent Content(string type, string json) =>
        new MatrixEvent
        {
            Type = type,
            EventId = new EventId("$e"),
            Sender = new UserId("@a:rupn.test"),
            OriginServerTs = 1,
            ContentJson = Encoding.UTF8.GetBytes(json),
        }.Content;

    /// <summary>What others would read of what we write.</summary>
    public static EventContent Reread(EventContent content) => Content(content.EventType, content.ToJsonString());

    public static JsonElement Json(EventContent content) => JsonDocument.Parse(content.ToJson()).RootElement;
}
