using System.Text.Json;

namespace RupnBot.Matrix;

/// <summary>
/// A vote (MSC3381). <paramref name="Answers"/> is null when it is not a list of strings: the vote is spoiled, yet still replaces an earlier one.
/// </summary>
public sealed record PollResponseContent(EventId Start, IReadOnlyList<string>? Answers) : EventContent
{
    private const int MaximumAnswers = 1000;

    /// <inheritdoc/>
    public override string EventType => EventTypes.PollResponse;

    internal static PollResponseContent? Read(JsonElement content)
    {
        if (RelatesTo.Read(content) is not { RelType: RelatesTo.Reference, EventId: { } start }) return null;
        var response = content.ObjectOrNull(EventTypes.PollResponse) ?? content.ObjectOrNull(EventTypes.StablePollResponse);
        // MSC3381 as merged: under the stable name the selections stand beside, in m.selections.
        var answers = response?.ArrayOrNull("answers") ?? content.ArrayOrNull("m.selections");
        return new PollResponseContent(start, answers is { } array ? ReadAnswers(array) : null);
    }

    private static List<string>? ReadAnswers(JsonElement array)
    {
        if (array.GetArrayLength() > MaximumAnswers) return null;
        var ids = new List<string>(array.GetArrayLength());
        foreach (var entry in array.EnumerateArray())
        {
            if (entry.AsString() is not { } id) return null;
            ids.Add(id);
        }
        return ids;
    }

    private protected override void WriteFields(Utf8JsonWriter writer)
    {
        writer.WriteStartObject(EventTypes.PollResponse);
        writer.WriteStartArray("answers");
        foreach (var id in Answers ?? []) writer.WriteStringValue(id);
        writer.WriteEndArray();
        writer.WriteEndObject();
        new RelatesTo(RelatesTo.Reference, Start).WriteTo(writer);
    }
}
