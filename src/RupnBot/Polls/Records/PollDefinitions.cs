using System.Text.Json;
using RupnBot.Bot.Messages;
using RupnBot.Matrix;
using RupnBot.Polls.Counting;
using RupnBot.Polls.Requests;

namespace RupnBot.Polls.Records;

/// <summary>What a poll asks, between its event and its row.</summary>
internal static class PollDefinitions
{
    public static PollDefinition DefinitionOf(this Poll poll) =>
        new(poll.Question, JsonSerializer.Deserialize<List<PollAnswer>>(poll.Answers) ?? [], poll.MaxSelections);

    public static string Write(IEnumerable<PollAnswer> answers) => JsonSerializer.Serialize(answers);

    /// <summary>Takes over what someone else's client wrote: shown texts are cut to what a poll of ours may have; ids stay as they are.</summary>
    public static void Take(this Poll poll, PollStartContent start)
    {
        poll.Question = DisplayText.Shorten(DisplayText.OneLine(start.Question), PollRequestLimits.Question);
        poll.Answers = Write(start.Answers.Select(answer => answer with { Text = DisplayText.Shorten(DisplayText.OneLine(answer.Text), PollRequestLimits.Answer) }));
        poll.MaxSelections = start.MaxSelections;
    }
}
