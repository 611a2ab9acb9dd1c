using RupnBot.Demo.Colleagues;
using RupnBot.Demo.Colleagues.Encryption;

namespace RupnBot.Demo.Story;

/// <summary>An encrypted salon, as Tchap's private ones are: Claire leads it with commands in the salon itself; everybody there uses matrix-js-sdk.</summary>
internal sealed class EncryptedSalon(Stage stage, Action<string> tell)
{
    public const string Name = "Numérique au lycée Marie-Curie";

    private static readonly string[] Workshops = ["tablettes", "Pix", "vidéo"];

    /// <summary>Nadia goes from tablets to Pix, Claire is for it too; Thomas keeps to tablets.</summary>
    public static readonly Ballot Ballot = new(
        "Quel atelier en janvier ?", Workshops, 3, 3, [$"{Workshops[1]} : 2 voix, 67 %", $"{Workshops[0]} : 1 voix, 33 %", $"{Workshops[2]} : 0 voix, 0 %"]);

    private readonly EncryptedCast _cast = stage.EncryptedCast;

    public string? RoomId { get; private set; }

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        tell($"Claire ouvre un salon chiffré, « {Name} », avec deux collègues, puis y invite le robot");
        RoomId = await _cast.Claire.CreateSalonAsync(Name, [_cast.Nadia.UserId, _cast.Thomas.UserId], cancellationToken);
        await _cast.Nadia.JoinAsync(RoomId, cancellationToken);
        await _cast.Thomas.JoinAsync(RoomId, cancellationToken);
        // Last, so that everybody is there to read what it says first.
        await _cast.Claire.InviteAsync(RoomId, stage.BotId, cancellationToken);
        foreach (var (who, _, _) in _cast.All)
        {
            await who.WaitForMemberAsync(RoomId, stage.BotId, cancellationToken);
            await who.WaitForTextAsync(RoomId, "je suis le robot", cancellationToken);
        }
    }

    public Task SubscribeAsync(CancellationToken cancellationToken)
    {
        tell("Claire y abonne le salon");
        return AskAsync($"!abonner thème {Stage.Topic} lundi", "C'est fait", cancellationToken);
    }

    public async Task VoteAsync(CancellationToken cancellationToken)
    {
        tell("Claire lance un sondage dans le salon chiffré ; tous votent, Nadia change d'avis");
        await _cast.Claire.SayAsync(RoomId!, Ballot.Command, cancellationToken);
        foreach (var (who, _, _) in _cast.All)
        {
            var poll = await who.WaitForPollAsync(RoomId!, Ballot.Question, cancellationToken);
            await who.VoteForAsync(RoomId!, poll, who == _cast.Claire ? Workshops[1] : Workshops[0], cancellationToken);
            if (who == _cast.Nadia) await who.VoteForAsync(RoomId!, poll, Workshops[1], cancellationToken);
        }
    }

    /// <summary>Moves the digest to the next minute, instead of Monday.</summary>
    public Task HurryAsync(CancellationToken cancellationToken)
    {
        var time = Stage.NextMinute();
        tell($"Claire avance l'envoi à {time}");
        return AskAsync($"!abonner thème {Stage.Topic} quotidien {time}", "Prochain envoi", cancellationToken);
    }

    /// <summary>Waits until everybody could read it.</summary>
    public Task WaitForTextAsync(string text, CancellationToken cancellationToken) =>
        Task.WhenAll(_cast.All.Select(part => part.Who.WaitForTextAsync(RoomId!, text, cancellationToken, Stage.SomeMinutes)));

    /// <summary>What each one's client holds of the salon; Nadia's first, whose eyes it is read with.</summary>
    public async Task<IReadOnlyList<(string Name, IReadOnlyList<DecryptedEvent> Events)>> ReadAsync(CancellationToken cancellationToken)
    {
        var readings = new List<(string, IReadOnlyList<DecryptedEvent>)>();
        foreach (var (who, name, _) in _cast.All.OrderBy(part => part.Who != _cast.Nadia))
            readings.Add((name, await who.ReadAsync(RoomId!, cancellationToken)));
        return readings;
    }

    public Task<IReadOnlyList<ReceivedEvent>> ReadTheWireAsync(CancellationToken cancellationToken) =>
        _cast.Nadia.Account.ReadAsync(RoomId!, cancellationToken);

    private async Task AskAsync(string command, string expected, CancellationToken cancellationToken)
    {
        var asked = await _cast.Claire.SayAsync(RoomId!, command, cancellationToken);
        await _cast.Claire.WaitForAsync(
            RoomId!,
            item => item.Sender == stage.BotId && item.RepliesTo == asked && item.Body is { } body && Plain.Contains(body, expected),
            cancellationToken);
    }
}
