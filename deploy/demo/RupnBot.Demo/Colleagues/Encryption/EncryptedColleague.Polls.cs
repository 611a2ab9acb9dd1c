using System.Text.Json.Nodes;

namespace RupnBot.Demo.Colleagues.Encryption;

public sealed partial class EncryptedColleague
{
    /// <summary>Makes a poll by the SDK's own event shapes.</summary>
    public Task<string> StartPollAsync(string roomId, string question, IReadOnlyList<string> answers, CancellationToken cancellationToken)
    {
        var list = new JsonArray([.. answers.Select(answer => JsonValue.Create(answer))]);
        return SendAsync("startPoll", new JsonObject { ["room"] = roomId, ["question"] = question, ["answers"] = list }, cancellationToken);
    }

    /// <summary>Votes by the SDK's own event shapes for the answer that reads like this; another vote replaces it.</summary>
    public Task<string> VoteForAsync(string roomId, ReceivedEvent poll, string answer, CancellationToken cancellationToken)
    {
        var chosen = new JsonArray(PollAnswers.IdOf(poll, answer));
        return SendAsync("vote", new JsonObject { ["room"] = roomId, ["poll"] = poll.EventId, ["answers"] = chosen }, cancellationToken);
    }

    /// <summary>Gives a poll another question and answers, which get new ids, as the client's own editor does.</summary>
    public Task<string> EditPollAsync(string roomId, string pollId, string question, IReadOnlyList<string> answers, CancellationToken cancellationToken)
    {
        var list = new JsonArray([.. answers.Select(answer => JsonValue.Create(answer))]);
        var request = new JsonObject { ["room"] = roomId, ["poll"] = pollId, ["question"] = question, ["answers"] = list };
        return SendAsync("editPoll", request, cancellationToken);
    }

    public Task<string> EndPollAsync(string roomId, string pollId, string text, CancellationToken cancellationToken) =>
        SendAsync("endPoll", new JsonObject { ["room"] = roomId, ["poll"] = pollId, ["text"] = text }, cancellationToken);

    /// <summary>Waits for a poll whose question contains a text.</summary>
    public async Task<ReceivedEvent> WaitForPollAsync(string roomId, string question, CancellationToken cancellationToken, TimeSpan? timeout = null) =>
        (await WaitForAsync(roomId, item => PollAnswers.Question(item)?.Contains(question, StringComparison.Ordinal) == true, cancellationToken, timeout)).Clear;

    /// <summary>What the SDK makes of a poll: <c>question</c>, <c>answers</c>, <c>responses</c>, <c>ended</c>. Waits until it knows the poll.</summary>
    public Task<JsonObject> ReadPollAsync(string roomId, string pollId, CancellationToken cancellationToken) =>
        Eventually.GetAsync(
            async token => await _sdk.DoAsync("readPoll", new JsonObject { ["room"] = roomId, ["poll"] = pollId }, token) as JsonObject,
            () => $"a poll {pollId} in the SDK's model",
            null,
            cancellationToken);
}
