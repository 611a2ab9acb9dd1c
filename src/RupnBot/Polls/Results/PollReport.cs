using RupnBot.Polls.Counting;

namespace RupnBot.Polls.Results;

/// <summary>What is known of a poll when its result is told or exported. Counts only: nobody is named.</summary>
/// <param name="Poll">What was asked.</param>
/// <param name="Tally">The count.</param>
/// <param name="Members">How many people could vote, without the bot; null when unknown.</param>
/// <param name="Opened">When it began.</param>
/// <param name="Closed">When it ended; null while it runs.</param>
public sealed record PollReport(PollDefinition Poll, PollTally Tally, int? Members, DateTimeOffset Opened, DateTimeOffset? Closed)
{
    /// <summary>The round before, when it comes back.</summary>
    public EarlierRound? Earlier { get; init; }

    /// <summary>Its answers are instants: the best is named.</summary>
    public bool IsForDate { get; init; }

    /// <summary>The members, unless fewer than voted: some have left since, and "12 of 10" helps nobody.</summary>
    public int? Turnout => Members >= Tally.Voters && Members > 0 ? Members : null;

    /// <summary>
    /// The share of voters that chose an answer, in per cent, half rounded up. Shares are not made to add up to 100: with several selections
    /// they cannot, and a reader who checks 7 of 12 must find 58.
    /// </summary>
    public int PercentOf(AnswerVotes answer) => Tally.Voters == 0 ? 0 : (int)(((200L * answer.Votes) + Tally.Voters) / (2L * Tally.Voters));
}
