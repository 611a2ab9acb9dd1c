using RupnBot.Demo.Colleagues;

namespace RupnBot.Demo.Story;

/// <summary>A salon that is not encrypted: Anne, who leads, sets everything up in direct chat; five colleagues vote.</summary>
internal sealed class PlainSalon(Stage stage, Action<string> tell)
{
    public const string Name = "Numérique au collège Jean-Moulin";

    private static readonly string[] Days = ["mardi midi", "jeudi midi", "vendredi 17 h"];

    /// <summary>Léa and Hugo end on Thursday, Inès votes for it in words; nobody keeps Friday.</summary>
    public static readonly Ballot Ballot = new(
        "Quel jour pour l'atelier tablettes ?", Days, 5, 6, [$"{Days[1]} : 3 voix, 60 %", $"{Days[0]} : 2 voix, 40 %", $"{Days[2]} : 0 voix, 0 %"]);

    private readonly Cast _cast = stage.Cast;

    public string? RoomId { get; private set; }

    public Dialogue? ReferentChat { get; private set; }

    /// <summary>Whose eyes the salon is read with.</summary>
    public Colleague Reader => _cast.Karim;

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        tell($"Anne ouvre le salon « {Name} » et y invite le robot et cinq collègues");
        RoomId = await _cast.Referent.CreateSalonAsync(Name, SalonKind.Private, [stage.BotId, .. _cast.Colleagues.Select(who => who.UserId)], cancellationToken);
        foreach (var colleague in _cast.Colleagues) await colleague.JoinAsync(RoomId, cancellationToken);
        await Reader.WaitForTextAsync(RoomId, "je suis le robot", cancellationToken);
        await _cast.Karim.SayAsync(RoomId, "Bonjour à tous, et bonjour au robot.", cancellationToken);
    }

    public async Task SubscribeStepByStepAsync(CancellationToken cancellationToken)
    {
        tell("Anne écrit « bonjour » au robot, en privé, et se laisse guider");
        ReferentChat = await Dialogue.OpenAsync(_cast.Referent, stage.BotId, cancellationToken);
        var what = await ReferentChat.AskAsync("bonjour", "Quelles nouvelles", cancellationToken);
        var when = await ReferentChat.AskAsync(Dialogue.NumberOf(what, $"{Stage.Source} (source)"), "Quand", cancellationToken);
        await ReferentChat.AskAsync(Dialogue.NumberOf(when, "chaque lundi"), "C'est fait", cancellationToken);
        await ReferentChat.AskAsync($"abonner thème {Stage.Topic} lundi", "C'est fait", cancellationToken);
    }

    public async Task VoteAsync(CancellationToken cancellationToken)
    {
        tell("Anne lance un sondage de deux minutes dans le salon");
        await _cast.Referent.SayAsync(RoomId!, Ballot.Command, cancellationToken);
        var poll = await Reader.WaitForPollAsync(RoomId!, Ballot.Question, cancellationToken);
        tell("les collègues votent ; Léa et Hugo changent d'avis, Inès vote avec des mots");
        await _cast.Karim.VoteForAsync(RoomId!, poll, Days[0], cancellationToken);
        await _cast.Lea.VoteForAsync(RoomId!, poll, Days[0], cancellationToken);
        await _cast.Hugo.VoteForAsync(RoomId!, poll, Days[2], cancellationToken);
        await _cast.Marc.VoteForAsync(RoomId!, poll, Days[0], cancellationToken);
        await _cast.Ines.SayAsync(RoomId!, "!vote 2", cancellationToken);
        await Reader.WaitForTextAsync(RoomId!, "C'est noté", cancellationToken);
        await _cast.Lea.VoteForAsync(RoomId!, poll, Days[1], cancellationToken);
        await _cast.Hugo.VoteForAsync(RoomId!, poll, Days[1], cancellationToken);
        await _cast.Lea.SayAsync(RoomId!, "Jeudi, finalement : mardi j'ai cours.", cancellationToken);
    }

    /// <summary>Waits until the archive holds an article.</summary>
    public Task FindAsync(string words, string title, CancellationToken cancellationToken) => Eventually.GetAsync(
        async token => Plain.Contains(await ReferentChat!.AskAsync($"cherche {words}", words, token), title) ? "found" : null,
        () => "the new article in the archive",
        null,
        cancellationToken);

    /// <summary>Moves the digest to the next minute, instead of Monday.</summary>
    public async Task HurryAsync(string title, CancellationToken cancellationToken)
    {
        var time = Stage.NextMinute();
        tell($"Anne avance l'envoi à {time} ; le robot écrira à cette minute");
        await ReferentChat!.AskAsync($"abonner {Stage.Source} quotidien {time}", "Prochain envoi", cancellationToken);
        await ReferentChat.AskAsync($"abonner thème {Stage.Topic} quotidien {time}", "Prochain envoi", cancellationToken);
        await ReferentChat.AskAsync("apercu", title, cancellationToken);
    }

    public Task WaitForTextAsync(string text, CancellationToken cancellationToken) =>
        Reader.WaitForTextAsync(RoomId!, text, cancellationToken, Stage.SomeMinutes);
}
