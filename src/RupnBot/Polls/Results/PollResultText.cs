using RupnBot.Bot.Messages;
using RupnBot.Localization;
using RupnBot.Polls.Counting;

namespace RupnBot.Polls.Results;

/// <summary>Tells a result in words and numbers, most votes first; answers with as many votes stay in the poll's order.</summary>
public static class PollResultText
{
    public static MessageBody Render(PollReport report, Texts texts)
    {
        var message = new MessageBuilder()
            .Heading(texts.Format(report.Closed is null ? "Polls.Result.SoFar" : "Polls.Result.Final", ("question", report.Poll.Question)))
            .Paragraph(string.Join(' ', Summary(report, texts)));
        if (report.Tally.Voters == 0) return message.Build();
        return message
            .NumberedList(report.Tally.Answers.OrderByDescending(answer => answer.Votes).Select(answer => Line(report, answer, texts)))
            .Build();
    }

    private static IEnumerable<string> Summary(PollReport report, Texts texts)
    {
        var voters = report.Tally.Voters;
        yield return (voters, report.Turnout) switch
        {
            (0, null) => texts.Get("Polls.Result.NoVote"),
            (0, { } members) => texts.Plural("Polls.Result.NoVoteOf", members),
            (_, null) => texts.Plural("Polls.Result.Voters", voters),
            (_, { } members) => texts.Plural("Polls.Result.VotersOf", voters, ("members", members)),
        };
        if (report.Tally.Spoiled > 0) yield return texts.Plural("Polls.Result.Spoiled", report.Tally.Spoiled);
        if (report.Poll.MaxSelections > 1) yield return texts.Get("Polls.Result.SeveralSelections");
    }

    private static InlineText Line(PollReport report, AnswerVotes answer, Texts texts) => new InlineText()
        .Strong(answer.Answer.Text)
        .Text(texts.Plural("Polls.Result.Answer", answer.Votes, ("percent", report.PercentOf(answer))));
}
