using System.Text.Json;

namespace RupnBot.Matrix;

/// <summary><c>im.vector.room.access_rules</c>, Tchap: <c>restricted</c>, <c>unrestricted</c> (externals may enter) or <c>direct</c>.</summary>
public sealed record AccessRulesContent(string Rule) : EventContent
{
    /// <inheritdoc/>
    public override string EventType => EventTypes.AccessRules;

    internal static AccessRulesContent? Read(JsonElement content) =>
        content.StringOrNull("rule") is { } value ? new AccessRulesContent(value) : null;

    private protected override void WriteFields(Utf8JsonWriter writer) => writer.WriteString("rule", Rule);
}
