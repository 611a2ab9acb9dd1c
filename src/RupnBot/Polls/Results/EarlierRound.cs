using RupnBot.Localization;

namespace RupnBot.Polls.Results;

/// <summary>The round before this one, to say how answers have moved. Answers are matched by their words: a wording that changed has no past.</summary>
/// <param name="Opened">When it began.</param>
/// <param name="Report">Its final count.</param>
public sealed record EarlierRound(DateTimeOffset Opened, PollReport Report)
{
    /// <summary>By how many points the share of an answer has changed, of the shares as they are told; null when it was not asked then, or nobody voted.</summary>
    public int? ChangeOf(PollReport now, Counting.AnswerVotes answer) => ShareOf(answer) is { } before && now.Tally.Voters > 0 ? now.PercentOf(answer) - before : null;

    /// <summary>The share of the answer with the same words then.</summary>
    public int? ShareOf(Counting.AnswerVotes answer)
    {
        if (Report.Tally.Voters == 0) return null;
        var words = TextFolding.Fold(answer.Answer.Text);
        return Report.Tally.Answers.FirstOrDefault(earlier => TextFolding.Fold(earlier.Answer.Text) == words) is { } same ? Report.PercentOf(same) : null;
    }
}
