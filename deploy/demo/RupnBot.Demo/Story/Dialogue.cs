using System.Text.RegularExpressions;
using RupnBot.Demo.Colleagues;

namespace RupnBot.Demo.Story;

/// <summary>A direct chat between someone and the bot: says something, and waits for what the bot answers to it.</summary>
internal sealed class Dialogue
{
    private readonly Colleague _who;
    private readonly string _bot;

    private Dialogue(Colleague who, string bot, string roomId) => (_who, _bot, RoomId) = (who, bot, roomId);

    public string RoomId { get; }

    /// <summary>Opens the chat and waits for the bot's first words.</summary>
    public static async Task<Dialogue> OpenAsync(Colleague who, string bot, CancellationToken cancellationToken)
    {
        var dialogue = new Dialogue(who, bot, await who.OpenDirectChatAsync(bot, cancellationToken));
        await who.WaitForMemberAsync(dialogue.RoomId, bot, cancellationToken);
        await who.WaitForTextAsync(dialogue.RoomId, "je suis le robot", cancellationToken);
        return dialogue;
    }

    /// <summary>Writes, and gives the first answer that contains a text.</summary>
    public async Task<string> AskAsync(string text, string expected, CancellationToken cancellationToken)
    {
        var asked = await _who.SayAsync(RoomId, text, cancellationToken);
        IReadOnlyList<ReceivedEvent> seen = [];
        return await Eventually.GetAsync(
            async token =>
            {
                seen = await _who.ReadMessagesAsync(RoomId, token);
                return seen.SkipWhile(item => item.EventId != asked)
                    .FirstOrDefault(item => item.Sender == _bot && Plain.Contains(item.Body!, expected))?.Body;
            },
            () => $"an answer to « {text} » with « {expected} »; the chat held:\n" + string.Join('\n', seen),
            null,
            cancellationToken);
    }

    /// <summary>The number that a question of the bot gives to the option of this name.</summary>
    public static string NumberOf(string question, string option)
    {
        var found = Regex.Match(Plain.Of(question), $@"(?:^| )(\d+)[.)] {Regex.Escape(Plain.Of(option))}", RegexOptions.CultureInvariant);
        return found.Success ? found.Groups[1].Value : throw new InvalidOperationException($"« {option} » is no option of:\n{question}");
    }
}
