using RupnBot.Matrix;

namespace RupnBot.Polls.Counting;

/// <summary>A count of a poll.</summary>
/// <param name="Answers">Each answer with its votes, in the poll's order.</param>
/// <param name="Voters">How many people have a valid vote that counts.</param>
/// <param name="Spoiled">How many people's latest ballot is unreadable or names an answer the poll does not have.</param>
/// <param name="Standing">The ballot that counts, by voter, for a person who asks about their own vote.</param>
public sealed record PollTally(
    IReadOnlyList<AnswerVotes> Answers, int Voters, int Spoiled, IReadOnlyDictionary<string, Ballot> Standing);

/// <summary>An answer and how many people chose it.</summary>
public sealed record AnswerVotes(PollAnswer Answer, int Votes);
