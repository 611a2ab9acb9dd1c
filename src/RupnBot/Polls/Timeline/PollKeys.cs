using System.Text.Json;
using RupnBot.Matrix;

namespace RupnBot.Polls.Timeline;

/// <summary>The key of one of our polls in an event that may be ours; whoever asks makes sure that it is.</summary>
internal static class PollKeys
{
    public static string? Read(MatrixEvent matrixEvent, string field) =>
        matrixEvent.RawContent.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
