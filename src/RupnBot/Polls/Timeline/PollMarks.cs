using System.Globalization;
using RupnBot.Matrix;
using RupnBot.Polls.Opening;

namespace RupnBot.Polls.Timeline;

/// <summary>Which answer of a poll that is a message a reaction marks.</summary>
internal static class PollMarks
{
    /// <summary>The answer's id; null when the reaction marks none.</summary>
    public static string? ChoiceOf(ReactionContent reaction) =>
        ReactionKeys.PositionOf(reaction.Key) is { } position ? string.Create(CultureInfo.InvariantCulture, $"a{position + 1}") : null;
}
