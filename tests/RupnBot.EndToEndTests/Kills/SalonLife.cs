using RupnBot.Demo.Colleagues;

namespace RupnBot.EndToEndTests.Kills;

/// <summary>What goes on in one salon while the bot is killed: it subscribes, then asks and votes, poll after poll. Remembers what must stand there in the end.</summary>
internal sealed class SalonLife(int number, string roomId, string robot, Colleague referent, IReadOnlyList<Colleague> voters, RoomWatch watch)
{
    private static readonly string[] Answers = ["Mardi", "Jeudi", "Vendredi"];

    private readonly Random _random = new(KillSettings.Seed + number);
    private readonly List<string> _answeredOnce = [];
    private readonly List<PollTruth> _polls = [];

    public int Number => number;

    public string RoomId => roomId;

    public Colleague Referent => referent;

    /// <summary>Commands that must have exactly one answer.</summary>
    public IReadOnlyList<string> AnsweredOnce => _answeredOnce;

    public IReadOnlyList<PollTruth> Polls => _polls;

    /// <summary>Changed ones included.</summary>
    public int VotesCast { get; private set; }

    public Task WaitForWelcomeAsync(CancellationToken cancellationToken) =>
        WaitForAsync(item => item.Sender == robot && item.Body?.StartsWith("Bonjour", StringComparison.Ordinal) == true, "the welcome", cancellationToken);

    /// <summary>The other voters come; the first is there from the beginning, and watches.</summary>
    public async Task GatherAsync(CancellationToken cancellationToken)
    {
        foreach (var voter in voters.Skip(1)) await voter.JoinAsync(roomId, cancellationToken);
    }

    public async Task SubscribeAsync(TimeOnly time, CancellationToken cancellationToken)
    {
        var command = await AskAsync($"!abonner thème {KillStage.Topic} quotidien {time:H'h'mm}", cancellationToken);
        var answer = await WaitForAsync(item => item.RepliesTo == command, "the subscription's answer", cancellationToken);
        Assert.StartsWith("C'est fait", answer.Body, StringComparison.Ordinal);
    }

    public Task WaitForDigestAsync(CancellationToken cancellationToken) =>
        WaitForAsync(item => item.Sender == robot && IsDigest(item), "the digest", cancellationToken);

    /// <summary>One poll from its question to its result, with votes by taps and in words, some changed.</summary>
    public async Task PollAsync(CancellationToken cancellationToken)
    {
        var question = $"Quel jour, salon {number + 1}, tour {_polls.Count + 1} ?";
        await referent.SayAsync(roomId, $"!sondage {question} | {string.Join(" | ", Answers)}", cancellationToken);
        var poll = await WaitForAsync(item => Question(item) == question, $"the poll « {question} »", cancellationToken);
        await AskAsync("!statut", cancellationToken);

        var latest = new Dictionary<string, string>();
        foreach (var voter in voters.Skip(1)) await TapAsync(voter, poll, latest, cancellationToken);
        await TapAsync(voters[1 + _random.Next(voters.Count - 1)], poll, latest, cancellationToken);
        var words = voters[_random.Next(voters.Count)];
        VotesCast++;
        latest[words.UserId] = Pick();
        _answeredOnce.Add(await words.ReplyAsync(roomId, poll.EventId, $"!vote {latest[words.UserId]}", cancellationToken));
        _answeredOnce.Add(await referent.ReplyAsync(roomId, poll.EventId, "!clore", cancellationToken));

        var truth = new PollTruth(question, poll.EventId, Answers.ToDictionary(answer => answer, answer => latest.Values.Count(choice => choice == answer)));
        _polls.Add(truth);
        await WaitForAsync(truth.IsResult, $"the result of « {question} »", cancellationToken);
        foreach (var command in _answeredOnce) await WaitForAsync(item => item.RepliesTo == command, "an answer", cancellationToken);
    }

    public static bool IsDigest(ReceivedEvent item) => item.Body?.Contains(KillStage.ArticleTitle, StringComparison.Ordinal) == true;

    public static string? Question(ReceivedEvent item) =>
        item.Content["org.matrix.msc3381.poll.start"]?["question"]?["org.matrix.msc1767.text"]?.GetValue<string>();

    private async Task<string> AskAsync(string command, CancellationToken cancellationToken)
    {
        var question = await referent.SayAsync(roomId, command, cancellationToken);
        _answeredOnce.Add(question);
        return question;
    }

    private async Task TapAsync(Colleague voter, ReceivedEvent poll, Dictionary<string, string> latest, CancellationToken cancellationToken)
    {
        VotesCast++;
        latest[voter.UserId] = Pick();
        await voter.VoteForAsync(roomId, poll, latest[voter.UserId], cancellationToken);
    }

    private string Pick() => Answers[_random.Next(Answers.Length)];

    private Task<ReceivedEvent> WaitForAsync(Func<ReceivedEvent, bool> predicate, string what, CancellationToken cancellationToken) =>
        watch.WaitForAsync(roomId, predicate, what, KillSettings.Patience, cancellationToken);
}
