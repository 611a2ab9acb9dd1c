using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Health;
using RupnBot.Bot.Session;
using RupnBot.Matrix;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Operations;

/// <summary>At the most talkative level nothing that is logged names a person, quotes a message or holds a secret.</summary>
public sealed class LogPrivacyTests : IDisposable
{
    private const string Anne = "@anne.dubreuil-ac-poitiers.fr:rupn.test";
    private static readonly RoomId Chat = new("!chat:rupn.test");

    private readonly Journal _journal = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _journal.Dispose();

    [Fact]
    public async Task Commands_name_nobody_even_when_they_fail()
    {
        await using var bench = await StartAsync([], services => services.AddSingleton<ICommand, Clumsy>());
        await bench.SyncAsync(RoomBuilder.Joined("!salon:rupn.test", "Confidences de Marguerite", Anne, "@marguerite:rupn.test"), RoomBuilder.Direct(Chat.Value, Anne));
        foreach (var said in new[] { "aide", "bonjour", "referent marguerite", "mes-donnees", "oublie-moi", "1", "cherche petitsecret", "statut", "abonner petitsecret", "sondage petitsecret ? | a | b", "maladroite petitsecret" })
            await bench.SyncAsync(new RoomBuilder(Chat).Says(Anne, said, bench.Time.GetUtcNow()));
        Assert.Contains(_journal.Lines, line => line.Contains("could not be handled", StringComparison.Ordinal));
        AssertSilent("anne", "dubreuil", "marguerite", "petitsecret", "Confidences");
    }

    [Fact]
    public async Task A_login_tells_neither_password_nor_token_nor_account_however_the_server_answers()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var server = builder.Build();
        server.Urls.Add("http://127.0.0.1:0");
        server.MapGet("/_matrix/client/v3/login", () => Results.Json(new { flows = new[] { new { type = "m.login.password" } } }));
        server.MapPost("/_matrix/client/v3/login", async (HttpRequest request) =>
        {
            // A server that repeats what it was sent.
            using var reader = new StreamReader(request.Body);
            return Results.Json(new { errcode = "M_FORBIDDEN", error = await reader.ReadToEndAsync(Cancel) }, statusCode: 403);
        });
        await server.StartAsync(Cancel);
        await using var bench = await StartAsync(new() { ["Matrix:Homeserver"] = server.Urls.First(), ["Matrix:User"] = "compte-du-robot", ["Matrix:Password"] = "sesame-ouvre-toi" }, _ => { });
        using var keeper = ActivatorUtilities.CreateInstance<SessionKeeper>(bench.Services);
        await keeper.StartAsync(Cancel);
        await UntilAsync(() => bench.Get<BotHealth>().Troubles.Count > 0);
        await keeper.StopAsync(Cancel);
        Assert.Contains(_journal.Lines, line => line.Contains("M_FORBIDDEN", StringComparison.Ordinal));
        AssertSilent("sesame", "compte-du-robot");
        Assert.DoesNotContain("sesame", bench.Get<BotHealth>().Troubles.Single().Reason);
    }

    [Fact]
    public async Task An_address_Tchap_does_not_know_is_refused_before_any_password_leaves()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var server = builder.Build();
        server.Urls.Add("http://127.0.0.1:0");
        server.MapGet("/_matrix/identity/api/v1/info", () => Results.Json(new { hs = "agent.externe.tchap.gouv.fr" }));
        await server.StartAsync(Cancel);
        await using var bench = await StartAsync(
            new() { ["Matrix:Homeserver"] = "", ["Matrix:Email"] = "adresse.inconnue@ac-poitiers.fr", ["Matrix:DiscoveryServer"] = server.Urls.First() }, _ => { });
        using var keeper = ActivatorUtilities.CreateInstance<SessionKeeper>(bench.Services);
        await keeper.StartAsync(Cancel);
        await UntilAsync(() => bench.Get<BotHealth>().Troubles.Count > 0);
        Assert.Contains("not known to Tchap", bench.Get<BotHealth>().Troubles.Single().Reason);
        Assert.False(keeper.ExecuteTask!.IsCompleted);
        await keeper.StopAsync(Cancel);
        AssertSilent("adresse.inconnue");
    }

    private Task<BotBench> StartAsync(Dictionary<string, string?> settings, Action<IServiceCollection> configure) => BotBench.StartAsync(
        settings: settings,
        configure: services =>
        {
            services.AddLogging(logging => logging.AddProvider(_journal).SetMinimumLevel(LogLevel.Trace).AddFilter("Microsoft", LogLevel.Warning));
            configure(services);
        });

    private void AssertSilent(params string[] words) => Assert.All(words, word => Assert.DoesNotContain(_journal.Lines, line => line.Contains(word, StringComparison.OrdinalIgnoreCase)));

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (!condition()) await Task.Delay(20, patience.Token);
    }

    private sealed class Clumsy : ICommand
    {
        public CommandInfo Info { get; } = new("maladroite", "clumsy", Role.Colleague, Places.Everywhere) { IsHidden = true };

        public Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken) => throw new InvalidOperationException($"{context.Sender} wrote {context.Line.Rest}");
    }

    private sealed class Journal : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, Microsoft.Extensions.Logging.EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
