using RupnBot.HandOuts;
using RupnBot.Matrix;
using RupnBot.Polls.Counting;
using RupnBot.Polls.Results;

namespace RupnBot.Tests.HandOuts;

/// <summary>Hand-outs as full as they get, and with whatever texts.</summary>
internal static class HandOutSample
{
    public static HandOut Full(string word = "accompagnement") => new(
        Long(word, 60),
        new DateOnly(2026, 11, 1),
        [.. Enumerable.Range(1, HandOut.MostNews).Select(number => new HandOutNews(Long(word, 110), $"https://exemple.fr/{number}", Long(word, 60), Long(word, 150)))],
        12,
        [.. Enumerable.Range(1, HandOut.MostPolls).Select(_ => Poll(Long(word, 110), Long(word, 60)))],
        [.. Enumerable.Range(1, HandOut.MostDates).Select(number => new HandOutDate($"vendredi {number} décembre à 18 h", Long(word, 110)))],
        new DateOnly(2026, 11, 30));

    public static PollReport Poll(string question, string answer)
    {
        var answers = Enumerable.Range(1, 6).Select(number => new AnswerVotes(new PollAnswer($"a{number}", answer), 7 - number)).ToList();
        var definition = new PollDefinition(question, [.. answers.Select(votes => votes.Answer)], 1);
        return new PollReport(definition, new PollTally(answers, 21, 0, new Dictionary<string, Ballot>()), 34, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
    }

    // Words of the language's length, cut as the composer cuts them.
    private static string Long(string word, int length)
    {
        var text = string.Join(' ', Enumerable.Repeat(word, length / (word.Length + 1) + 1));
        return text.Length <= length ? text : text[..length];
    }
}
