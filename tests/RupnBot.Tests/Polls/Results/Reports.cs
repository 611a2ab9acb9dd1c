using RupnBot.Matrix;
using RupnBot.Polls.Counting;
using RupnBot.Polls.Results;

namespace RupnBot.Tests.Polls.Results;

/// <summary>Builds reports without going through ballots.</summary>
internal static class Reports
{
    private static readonly DateTimeOffset Opened = new(2026, 11, 20, 16, 5, 0, TimeSpan.Zero);

    public static PollReport Of(int voters, int? members, params (string Text, int Votes)[] answers)
    {
        var options = answers.Select((answer, i) => new AnswerVotes(new PollAnswer($"{i}", answer.Text), answer.Votes)).ToList();
        var poll = new PollDefinition("Tablettes ou Pix ?", [.. options.Select(option => option.Answer)]);
        return new PollReport(poll, new PollTally(options, voters, Spoiled: 0, new Dictionary<string, Ballot>()), members, Opened, Opened.AddDays(7));
    }
}
