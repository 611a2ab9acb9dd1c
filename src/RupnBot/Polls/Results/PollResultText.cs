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
        message.NumberedList(report.Tally.Answers.OrderByDescending(answer => answer.Votes).Select(answer => Line(report, answer, texts)));
        if (report.IsForDate) message.Paragraph(BestDate(report, texts));
        return message.Build();
    }

    /// <summary>How many have voted, of how many.</summary>
    public static string Turnout(PollReport report, Texts texts) => (report.Tally.Voters, report.Turnout) switch
    {
        (0, null) => texts.Get("Polls.Result.NoVote"),
        (0, { } members) => texts.Plural("Polls.Result.NoVoteOf", members),
        (var voters, null) => texts.Plural("Polls.Result.Voters", voters),
        (var voters, { } members) => texts.Plural("Polls.Result.VotersOf", voters, ("members", members)),
    };

    private static IEnumerable<string> Summary(PollReport report, Texts texts)
    {
        yield return Turnout(report, texts);
        if (report.Tally.Spoiled > 0) yield return texts.Plural("Polls.Result.Spoiled", report.Tally.Spoiled);
        if (report.Poll.MaxSelections > 1) yield return texts.Get("Polls.Result.SeveralSelections");
    }

    private static InlineText Line(PollReport report, AnswerVotes answer, Texts texts) => new InlineText()
        .Strong(answer.Answer.Text)
        .Text(texts.Plural("Polls.Result.Answer", answer.Votes, ("percent", report.PercentOf(answer))) + Change(report, answer, texts));

    private static string Change(PollReport report, AnswerVotes answer, Texts texts)
    {
        if (report.Earlier is not { } earlier || earlier.ChangeOf(report, answer) is not { } change) return "";
        var since = earlier.Opened.ToString(earlier.Opened.Year == report.Opened.Year ? "MMMM" : "MMMM yyyy", texts.Culture);
        return change == 0
            ? texts.Format("Polls.Result.NoChange", ("since", since))
            // The minus sign, not a hyphen: screen readers say it.
            : texts.Plural("Polls.Result.Change", Math.Abs(change), ("sign", change > 0 ? "+" : "\u2212"), ("since", since));
    }

    private static string BestDate(PollReport report, Texts texts)
    {
        // The slots stand in the order of time: of several with as many votes, the first is the earliest.
        var best = report.Tally.Answers.MaxBy(answer => answer.Votes)!;
        var isTie = report.Tally.Answers.Count(answer => answer.Votes == best.Votes) > 1;
        return texts.Format(isTie ? "Polls.Dates.BestOfTie" : "Polls.Dates.Best", ("slot", best.Answer.Text));
    }
}
