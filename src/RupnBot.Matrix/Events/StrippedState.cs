using System.Text.Json;

namespace RupnBot.Matrix;

/// <summary>State as an invite shows it: without id or time, and not to be believed (specification, "Stripped state").</summary>
public sealed record StrippedState(string Type, string StateKey, UserId Sender, ReadOnlyMemory<byte> ContentJson)
{
    /// <summary>The typed content; never throws.</summary>
    public EventContent Content => EventContentReader.Read(Type, ContentJson.Span, isRedacted: false);

    /// <summary>The content as it came.</summary>
    public JsonElement RawContent => EventContentReader.ParseObject(ContentJson.Span);

    /// <inheritdoc/>
    public override string ToString() => Type;
}
