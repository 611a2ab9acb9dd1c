using RupnBot.Bot.Messages;
using RupnBot.Localization;
using RupnBot.Polls.Counting;
using RupnBot.Polls.Results;
using RupnBot.Scheduling.Dates;

namespace RupnBot.HandOuts;

/// <summary>The sentences that the page and the plain text have in common; pure.</summary>
internal sealed class HandOutWords(HandOut handOut, Texts texts)
{
    private const int QuestionLength = 110;
    private const int AnswerLength = 60;

    public string Title => texts.Format("HandOuts.Title", ("month", MonthName), ("salon", handOut.Salon));

    public string MonthName => $"{handOut.Month.ToString("MMMM", texts.Culture)} {handOut.Month.Year}";

    public string News => texts.Get("HandOuts.News");

    public string Polls => texts.Get("HandOuts.Polls");

    public string Dates => texts.Get("HandOuts.Dates");

    public string? More => handOut.MoreNews == 0 ? null : texts.Plural("HandOuts.More", handOut.MoreNews);

    public string Footer => texts.Format("HandOuts.Footer", ("day", DateText.Day(handOut.MadeOn, texts.Culture)));

    public string Question(PollReport report) => DisplayText.Shorten(DisplayText.OneLine(report.Poll.Question), QuestionLength);

    /// <summary>How many voted; and that there are more answers than the page has room for.</summary>
    public string Turnout(PollReport report)
    {
        var turnout = report.Turnout is { } members
            ? texts.Plural("Polls.Result.VotersOf", report.Tally.Voters, ("members", members))
            : texts.Plural("Polls.Result.Voters", report.Tally.Voters);
        return report.Tally.Answers.Count <= HandOut.MostAnswers
            ? turnout
            : $"{turnout} {texts.Format("HandOuts.FirstAnswers", ("shown", HandOut.MostAnswers), ("count", report.Tally.Answers.Count))}";
    }

    /// <summary>Most votes first.</summary>
    public IEnumerable<(string Answer, string Votes)> Answers(PollReport report) => report.Tally.Answers.OrderByDescending(answer => answer.Votes).Take(HandOut.MostAnswers)
        .Select(answer => (DisplayText.Shorten(DisplayText.OneLine(answer.Answer.Text), AnswerLength), Votes(report, answer)));

    private string Votes(PollReport report, AnswerVotes answer) => texts.Plural("Polls.Result.Answer", answer.Votes, ("percent", report.PercentOf(answer)));
}
