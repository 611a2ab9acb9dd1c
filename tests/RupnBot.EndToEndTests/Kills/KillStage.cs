using System.Net.Mime;
using Microsoft.AspNetCore.Http;
using RupnBot.Demo.Colleagues;
using RupnBot.Demo.Feeds;
using RupnBot.Demo.Homeservers;
using RupnBot.EndToEndTests.Bench;
using RupnBot.EndToEndTests.Bench.Faults;

namespace RupnBot.EndToEndTests.Kills;

/// <summary>Twenty salons with their référents and voters, an article that waits for the next digest, and a bot behind a proxy.</summary>
internal sealed class KillStage : IAsyncDisposable
{
    public const string Topic = "numérique";
    public const string ArticleTitle = "Tablettes : le mode d'emploi de la valise mobile";
    private const int Voters = 4;

    private readonly List<Colleague> _people = [];
    private FeedServer? _feeds;
    private ProxiedBot? _bot;
    private RoomWatch? _watch;

    public ProxiedBot Bot => _bot!;

    /// <summary>Hours between UTC and the bot's time.</summary>
    public int Offset { get; } = KillHours.NoonOffset(TimeProvider.System.GetUtcNow());

    public IReadOnlyList<SalonLife> Salons { get; private set; } = [];

    public static async Task<KillStage> SetAsync(Homeservers homeservers, CancellationToken cancellationToken)
    {
        var stage = new KillStage();
        try
        {
            await stage.PrepareAsync(await homeservers.LiftedAsync(cancellationToken), cancellationToken);
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }

    /// <summary>From now on answers are lost, after the homeserver has done what it was asked.</summary>
    public FaultRule LoseAnswers() => Bot.Proxy.Add(
        new FaultRule(null, "/rooms/|/join|/sync|/relations/|/login|/whoami", new Fault.LostAnswer()) { Probability = KillSettings.LostAnswers });

    /// <summary>What the salons have seen, in one line.</summary>
    public string Account()
    {
        var attempts = Bot.Proxy.Requests.Attempts();
        return $"{attempts.Count} messages sent in {attempts.Values.Sum()} requests. Each once: {Salons.Count} digests, {Salons.Sum(salon => salon.Polls.Count)} polls "
            + $"with their results, {Salons.Sum(salon => salon.VotesCast)} votes, {Salons.Sum(salon => salon.AnsweredOnce.Count)} answers.";
    }

    public async ValueTask DisposeAsync()
    {
        if (_watch is not null) await _watch.DisposeAsync();
        if (_bot is not null) await _bot.DisposeAsync();
        if (_feeds is not null) await _feeds.DisposeAsync();
        _people.ForEach(person => person.Dispose());
    }

    private async Task PrepareAsync(LocalHomeserver homeserver, CancellationToken cancellationToken)
    {
        _feeds = await FeedServer.StartAsync(0, TimeProvider.System, cancellationToken);
        var voters = await ComeAsync(homeserver, "Karim Diallo", Voters, cancellationToken);
        // One each: nobody asks the bot more than it answers one person.
        var referents = await ComeAsync(homeserver, "Anne Roy", KillSettings.Salons, cancellationToken);
        var editor = (await ComeAsync(homeserver, "Paul Martin", 1, cancellationToken))[0];
        _bot = await ProxiedBot.StartAsync(homeserver, cancellationToken, Settings(_feeds, editor), KillSettings.Seed);
        _watch = new RoomWatch(voters[0]);
        await RelayAsync(editor, cancellationToken);
        Salons = await Task.WhenAll(referents.Select((referent, number) => OpenAsync(number, referent, voters, cancellationToken)));
        foreach (var salon in Salons) await salon.WaitForWelcomeAsync(cancellationToken);
    }

    private async Task<Colleague[]> ComeAsync(LocalHomeserver homeserver, string name, int count, CancellationToken cancellationToken)
    {
        var people = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => homeserver.CreateUserAsync(name, cancellationToken)));
        _people.AddRange(people);
        return people;
    }

    private async Task<SalonLife> OpenAsync(int number, Colleague referent, Colleague[] voters, CancellationToken cancellationToken)
    {
        var room = await referent.CreateSalonAsync($"Salon {number + 1}", SalonKind.Forum, [Bot.Account.UserId], cancellationToken);
        await voters[0].JoinAsync(room, cancellationToken);
        return new SalonLife(number, room, Bot.Account.UserId, referent, voters, _watch!);
    }

    /// <summary>An editor's find: what all who follow the topic read in their next digest.</summary>
    private async Task RelayAsync(Colleague editor, CancellationToken cancellationToken)
    {
        var page = _feeds!.Respond("/formation/valise", context =>
        {
            context.Response.ContentType = $"{MediaTypeNames.Text.Html}; charset=utf-8";
            return context.Response.WriteAsync(
                $"<!doctype html><html lang=fr><head><title>{ArticleTitle}</title><meta name=description content=\"Réserver, distribuer, recharger.\"></head><body><h1>{ArticleTitle}</h1></body></html>",
                context.RequestAborted);
        });
        var chat = await editor.OpenDirectChatAsync(Bot.Account.UserId, cancellationToken);
        await editor.WaitForTextAsync(chat, "pas à pas", cancellationToken);
        await editor.SayAsync(chat, $"relayer {page} #{Topic}", cancellationToken);
        await editor.WaitForTextAsync(chat, "C'est noté", cancellationToken);
    }

    private Dictionary<string, string> Settings(FeedServer feeds, Colleague editor) => new()
    {
        ["Bot:TimeZone"] = KillHours.ZoneOf(Offset),
        ["Bot:WorkingDays"] = "EveryDay",
        ["Bot:WorkingHours"] = "00:00-23:59",
        ["Bot:Editors:0"] = editor.UserId,
        ["Sources:Catalog:0:Name"] = "SRANE",
        ["Sources:Catalog:0:Address"] = feeds.FeedAddress(feeds.Site("srane")).ToString(),
        ["Sources:Catalog:0:Topics:0"] = Topic,
        ["Sources:AllowPrivate:0"] = $"{feeds.Address.Host}:{feeds.Address.Port}",
    };
}
