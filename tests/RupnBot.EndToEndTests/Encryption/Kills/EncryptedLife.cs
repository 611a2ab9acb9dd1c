using RupnBot.Demo.Colleagues;
using RupnBot.Demo.Colleagues.Encryption;
using RupnBot.EndToEndTests.Bench.Encryption;

namespace RupnBot.EndToEndTests.Encryption.Kills;

/// <summary>What goes on in one encrypted salon while the bot is killed: questions and polls. Remembers what must stand there in the end.</summary>
internal sealed class EncryptedLife(int number, string salon, EncryptedBot bot, EncryptedColleague anne, EncryptedColleague karim)
{
    private static readonly string[] Answers = ["Mardi", "Jeudi"];

    private readonly Random _random = new(EncryptedKillSettings.Seed + number);
    private readonly List<string> _answeredOnce = [];
    private readonly List<EncryptedPoll> _polls = [];

    public string RoomId => salon;

    /// <summary>Commands that must have exactly one answer.</summary>
    public IReadOnlyList<string> AnsweredOnce => _answeredOnce;

    public IReadOnlyList<EncryptedPoll> Polls => _polls;

    /// <summary>One poll from its question to its result, with a vote changed, and a question beside it.</summary>
    public async Task TurnAsync(CancellationToken cancellationToken)
    {
        var question = $"Quel jour, salon {number + 1}, tour {_polls.Count + 1} ?";
        await anne.SayAsync(salon, $"!sondage {question} | {string.Join(" | ", Answers)}", cancellationToken);
        var poll = await karim.WaitForPollAsync(salon, question, cancellationToken, EncryptedKillSettings.Patience);
        _answeredOnce.Add(await karim.SayAsync(salon, "!aide statut", cancellationToken));

        await karim.VoteForAsync(salon, poll, Pick(), cancellationToken);
        string[] latest = [Pick(), Pick()];
        await anne.VoteForAsync(salon, poll, latest[0], cancellationToken);
        await karim.VoteForAsync(salon, poll, latest[1], cancellationToken);
        _answeredOnce.Add(await anne.ReplyAsync(salon, poll.EventId, "!clore", cancellationToken));

        var truth = new EncryptedPoll(question, poll.EventId, Answers.ToDictionary(answer => answer, answer => latest.Count(vote => vote == answer)));
        _polls.Add(truth);
        await WaitForAsync(truth.IsResult, cancellationToken);
        foreach (var command in _answeredOnce) await WaitForAsync(item => item.RepliesTo == command, cancellationToken);
    }

    private string Pick() => Answers[_random.Next(Answers.Length)];

    private Task WaitForAsync(Func<ReceivedEvent, bool> predicate, CancellationToken cancellationToken) =>
        karim.WaitForAsync(salon, item => item.Sender == bot.UserId && predicate(item), cancellationToken, EncryptedKillSettings.Patience);
}
