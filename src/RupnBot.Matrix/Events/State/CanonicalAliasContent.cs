using System.Text.Json;

namespace RupnBot.Matrix;

/// <summary><c>m.room.canonical_alias</c>.</summary>
public sealed record CanonicalAliasContent(string? Alias, IReadOnlyList<string> AlternativeAliases) : EventContent
{
    private const int MaximumAliases = 1000;

    /// <inheritdoc/>
    public override string EventType => EventTypes.CanonicalAlias;

    internal static CanonicalAliasContent Read(JsonElement content) =>
        new(content.StringOrNull("alias"), content.Strings("alt_aliases", MaximumAliases));

    private protected override void WriteFields(Utf8JsonWriter writer)
    {
        if (Alias is not null) writer.WriteString("alias", Alias);
        if (AlternativeAliases.Count == 0) return;
        writer.WriteStartArray("alt_aliases");
        foreach (var alias in AlternativeAliases) writer.WriteStringValue(alias);
        writer.WriteEndArray();
    }
}
