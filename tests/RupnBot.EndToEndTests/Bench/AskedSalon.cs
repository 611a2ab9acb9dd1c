using RupnBot.Demo.Colleagues;

namespace RupnBot.EndToEndTests.Bench;

/// <summary>A salon where a colleague asks the bot, and who reads it in the end as anybody would: each question answered, each once.</summary>
internal sealed class AskedSalon : IDisposable
{
    private const string Marker = "fr.rupnbot.id";

    private readonly ProxiedBot _bot;
    private readonly List<string> _asked = [];

    private AskedSalon(ProxiedBot bot, Colleague anne, string roomId) => (_bot, Anne, RoomId) = (bot, anne, roomId);

    public Colleague Anne { get; }

    public string RoomId { get; }

    /// <summary>What the proxy sees of messages into this salon.</summary>
    public string Sends => $"/rooms/{RoomId}/send/";

    /// <summary>Someone who has asked nothing yet opens a salon; the bot comes in and has said who it is.</summary>
    public static async Task<AskedSalon> OpenAsync(ProxiedBot bot, CancellationToken cancellationToken)
    {
        var anne = await bot.Homeserver.CreateUserAsync("Anne Roy", cancellationToken);
        var salon = await anne.CreateSalonAsync("Salle des professeurs", SalonKind.Private, [bot.Account.UserId], cancellationToken);
        var asked = new AskedSalon(bot, anne, salon);
        await asked.WaitForWelcomeAsync(cancellationToken);
        return asked;
    }

    public Task<ReceivedEvent> WaitForWelcomeAsync(CancellationToken cancellationToken) =>
        Anne.WaitForTextAsync(RoomId, "Je ne conserve pas vos conversations", cancellationToken);

    public async Task<string> AskAsync(string command, CancellationToken cancellationToken)
    {
        var question = await Anne.SayAsync(RoomId, command, cancellationToken);
        _asked.Add(question);
        return question;
    }

    public Task<ReceivedEvent> AnswerToAsync(string question, CancellationToken cancellationToken, TimeSpan? timeout = null) =>
        Anne.WaitForAsync(RoomId, item => IsAnswer(item) && item.RepliesTo == question, cancellationToken, timeout);

    /// <summary>
    /// Asks once more: the answer to this comes after all others, because messages leave in the order they were said. Then every question
    /// asked must have one answer, and none of the bot's messages may stand there twice.
    /// </summary>
    public async Task AssertEachAnsweredOnceAsync(CancellationToken cancellationToken, TimeSpan? timeout = null)
    {
        foreach (var question in _asked.ToArray()) await AnswerToAsync(question, cancellationToken, timeout);
        await AnswerToAsync(await AskAsync("!aide statut", cancellationToken), cancellationToken, timeout);
        var own = (await Anne.ReadMessagesAsync(RoomId, cancellationToken)).Where(item => item.Sender == _bot.Account.UserId).ToList();
        Assert.Equal(_asked, own.Select(item => item.RepliesTo).OfType<string>());
        Assert.Equal(own.Count, own.Select(item => item.Content[Marker]!.GetValue<string>()).Distinct().Count());
    }

    public void Dispose() => Anne.Dispose();

    private bool IsAnswer(ReceivedEvent item) => item.Sender == _bot.Account.UserId && item.MessageType == "m.notice";
}
