using RupnBot.Bot.Messages;
using RupnBot.Localization;

namespace RupnBot.Polls.Requests;

/// <summary>Tells what was wrong with a poll and what to write instead.</summary>
public static class PollRequestFaultText
{
    /// <param name="fault">What is wrong.</param>
    /// <param name="texts">The reader's language.</param>
    /// <param name="command">The command to write before the proposal.</param>
    public static MessageBody Render(PollRequestFault fault, Texts texts, string command = "sondage")
    {
        var message = new MessageBuilder().Paragraph(texts.Format(
            $"Polls.Fault.{fault.Kind}",
            ("subject", fault.Subject),
            ("mostAnswers", PollRequestLimits.MostAnswers),
            ("highestThreshold", PollRequestLimits.HighestThreshold),
            ("mostOfSeveral", PollRequestLimits.MostOfSeveral),
            ("questionLength", PollRequestLimits.Question),
            ("answerLength", PollRequestLimits.Answer)));
        if (fault.Proposal is not { } proposal) return message.Build();

        // Shown ready to be copied: nothing that was typed is lost.
        return message.Paragraph(texts.Format("Polls.Fault.Proposal", ("command", command), ("poll", Written(proposal, texts)))).Build();
    }

    /// <summary>A poll as one would write it.</summary>
    public static string Written(PollRequest proposal, Texts texts) => string.Join(" | ", [proposal.Question, .. proposal.Answers, .. Settings(proposal, texts)]);

    private static IEnumerable<string> Settings(PollRequest proposal, Texts texts)
    {
        if (proposal.IsSeveral) yield return texts.Get("Polls.Several.Setting");
        if (proposal.EndText is { } end) yield return texts.Format("Polls.Fault.ProposalEnd", ("end", end));
    }
}
