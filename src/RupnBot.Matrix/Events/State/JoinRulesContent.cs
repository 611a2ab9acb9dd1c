using System.Text.Json;

namespace RupnBot.Matrix;

/// <summary><c>m.room.join_rules</c>: <c>public</c>, <c>invite</c>, <c>knock</c>, <c>restricted</c>…</summary>
public sealed record JoinRulesContent(string JoinRule) : EventContent
{
    /// <inheritdoc/>
    public override string EventType => EventTypes.JoinRules;

    internal static JoinRulesContent? Read(JsonElement content) =>
        content.StringOrNull("join_rule") is { } value ? new JoinRulesContent(value) : null;

    private protected override void WriteFields(Utf8JsonWriter writer) => writer.WriteString("join_rule", JoinRule);
}
