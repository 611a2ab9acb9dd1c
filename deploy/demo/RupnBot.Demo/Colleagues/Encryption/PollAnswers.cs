using System.Text.Json.Nodes;

namespace RupnBot.Demo.Colleagues.Encryption;

/// <summary>Reads a poll's start as a client does (MSC3381 with the unstable names).</summary>
public static class PollAnswers
{
    private const string Start = "org.matrix.msc3381.poll.start";
    private const string Text = "org.matrix.msc1767.text";

    public static string? Question(ReceivedEvent item) => item.Type == Start ? item.Content[Start]?["question"]?[Text]?.GetValue<string>() : null;

    /// <summary>The poll as its edit makes it; votes go to the start still.</summary>
    public static ReceivedEvent Edited(ReceivedEvent edit, string pollId) => edit with { EventId = pollId, Content = edit.Content["m.new_content"]!.AsObject() };

    /// <exception cref="ArgumentException">The poll has no such answer.</exception>
    public static string IdOf(ReceivedEvent poll, string answer) =>
        (poll.Content[Start]?["answers"] as JsonArray ?? []).OfType<JsonObject>()
            .FirstOrDefault(item => item[Text]?.GetValue<string>() == answer)?["id"]?.GetValue<string>()
        ?? throw new ArgumentException($"No answer '{answer}' in {poll}", nameof(answer));
}
