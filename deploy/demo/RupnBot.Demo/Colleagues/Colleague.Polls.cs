using System.Text.Json.Nodes;

namespace RupnBot.Demo.Colleagues;

// MSC3381 with the unstable names, which is what Tchap's clients send.
public sealed partial class Colleague
{
    private const string PollStart = "org.matrix.msc3381.poll.start";
    private const string PollResponse = "org.matrix.msc3381.poll.response";
    private const string PollEnd = "org.matrix.msc3381.poll.end";
    private const string ExtensibleText = "org.matrix.msc1767.text";

    /// <summary>Makes a poll with the client's own button. The answers' ids are "a1", "a2", …</summary>
    public Task<string> StartPollAsync(string roomId, string question, IReadOnlyList<string> answers, CancellationToken cancellationToken) =>
        SendAsync(
            roomId,
            PollStart,
            new JsonObject
            {
                [PollStart] = new JsonObject
                {
                    ["kind"] = "org.matrix.msc3381.poll.disclosed",
                    ["max_selections"] = 1,
                    ["question"] = new JsonObject { [ExtensibleText] = question, ["body"] = question, ["msgtype"] = "m.text" },
                    ["answers"] = new JsonArray(
                        [.. answers.Select((answer, index) => new JsonObject { ["id"] = $"a{index + 1}", [ExtensibleText] = answer })]),
                },
                [ExtensibleText] = $"{question}\n{string.Join('\n', answers.Select((answer, index) => $"{index + 1}. {answer}"))}",
            },
            cancellationToken);

    /// <summary>Taps answers of a poll, by id; none takes the vote back.</summary>
    public Task<string> VoteAsync(string roomId, string pollId, IReadOnlyList<string> answerIds, CancellationToken cancellationToken) =>
        SendAsync(
            roomId,
            PollResponse,
            new JsonObject
            {
                [PollResponse] = new JsonObject { ["answers"] = new JsonArray([.. answerIds.Select(id => JsonValue.Create(id))]) },
                ["m.relates_to"] = Reference(pollId),
            },
            cancellationToken);

    /// <summary>Taps the answer of a poll that reads like this.</summary>
    /// <exception cref="ArgumentException">The poll has no such answer.</exception>
    public Task<string> VoteForAsync(string roomId, ReceivedEvent poll, string answer, CancellationToken cancellationToken)
    {
        var answers = (poll.Content[PollStart]?["answers"] as JsonArray ?? []).OfType<JsonObject>();
        var chosen = answers.FirstOrDefault(item => item[ExtensibleText]?.GetValue<string>() == answer)
            ?? throw new ArgumentException($"No answer '{answer}' in {poll}", nameof(answer));
        return VoteAsync(roomId, poll.EventId, [chosen["id"]!.GetValue<string>()], cancellationToken);
    }

    public Task<string> EndPollAsync(string roomId, string pollId, string text, CancellationToken cancellationToken) =>
        SendAsync(
            roomId,
            PollEnd,
            new JsonObject { [PollEnd] = new JsonObject(), [ExtensibleText] = text, ["m.relates_to"] = Reference(pollId) },
            cancellationToken);

    /// <summary>Waits for a poll whose question contains a text.</summary>
    public Task<ReceivedEvent> WaitForPollAsync(string roomId, string question, CancellationToken cancellationToken, TimeSpan? timeout = null) =>
        WaitForAsync(
            roomId,
            item => item.Type == PollStart
                && item.Content[PollStart]?["question"]?[ExtensibleText]?.ToString().Contains(question, StringComparison.Ordinal) == true,
            cancellationToken,
            timeout);

    private static JsonObject Reference(string eventId) => new() { ["rel_type"] = "m.reference", ["event_id"] = eventId };
}
