using RupnBot.Matrix;

namespace RupnBot.Polls.Counting;

/// <summary>What a poll asks, as its start event says it: ours, or one made with a client's own button.</summary>
/// <param name="Question">The question, plain text.</param>
/// <param name="Answers">The answers in their order; those after the twentieth do not exist (MSC3381 cuts the list).</param>
/// <param name="MaxSelections">How many answers one response may name; anything below 1 means 1, the default.</param>
public sealed record PollDefinition(string Question, IReadOnlyList<PollAnswer> Answers, int MaxSelections = 1)
{
    public IReadOnlyList<PollAnswer> Answers { get; } =
        Answers.Count <= PollStartContent.MaximumAnswers ? Answers : [.. Answers.Take(PollStartContent.MaximumAnswers)];

    public int MaxSelections { get; } = Math.Max(1, MaxSelections);
}
