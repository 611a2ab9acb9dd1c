using System.Runtime.InteropServices;

namespace RupnBot.Demo.Story;

/// <summary><c>rupnbot-demo demo [--check]</c>: plays the story, shows the salons; then stays for a visit, or judges.</summary>
internal static class DemoCommand
{
    private const int Interrupted = 130;

    /// <summary>Three minutes as a rule; more only on a machine that is busy with something else.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    public static async Task<int> RunAsync(bool check)
    {
        using var stop = new CancellationTokenSource();
        // Everything started is ended in order, whatever the signal that asks for it.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Cancel);
        try
        {
            await using var stage = new Stage();
            var passed = await PlayAsync(stage, check, stop.Token);
            if (check || !passed) return passed ? 0 : 1;
            Visit(stage);
            await Task.Delay(Timeout.Infinite, stop.Token);
            return 0;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Console.WriteLine("\nC'est fini : tout est arrêté.");
            return check ? Interrupted : 0;
        }
        catch (Exception trouble) when (trouble is InvalidOperationException or HttpRequestException or TimeoutException or IOException)
        {
            // The stage could not be set, or not be cleared.
            Console.Error.WriteLine(trouble.Message);
            return 1;
        }

        void Cancel(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Cancel();
        }
    }

    private static async Task<bool> PlayAsync(Stage stage, bool check, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        Play? play = null;
        Exception? trouble = null;
        try
        {
            await stage.SetAsync(Tell, limit.Token);
            play = new Play(stage, Tell);
            await play.RunAsync(limit.Token);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            trouble = exception;
        }

        var isMet = play is not null && await new Showing(stage, play).ShowAsync(cancellationToken);
        if (trouble is not null) Console.Error.WriteLine($"\nL'histoire s'est interrompue : {trouble.Message}");
        if ((!isMet || trouble is not null) && check) Console.Error.WriteLine($"\n=== Journal du robot\n{stage.BotLog}");
        return isMet && trouble is null;
    }

    private static void Visit(Stage stage)
    {
        Console.WriteLine(
            $"""

            === À vous
              Serveur Matrix : {stage.Homeserver.Address} (dans Element : « Modifier » le serveur d'accueil, puis cette adresse)
              Mot de passe de tous les comptes : {Cast.Password}
            {string.Join('\n', stage.Cast.All.Select(part => $"    {part.Who.LocalPart,-14} {part.Name}, {part.Part}"))}
            {string.Join('\n', stage.EncryptedCast.All.Select(part => $"    {part.Who.Account.LocalPart,-14} {part.Name}, {part.Part} (salon chiffré)"))}
              Le salon chiffré se lit dans tout client qui chiffre : entrez comme {stage.EncryptedCast.Claire.Account.LocalPart}, choisissez « Vérifier avec la clé
              de récupération » et donnez {stage.EncryptedCast.RecoveryKey}
              Sans elle, un nouvel appareil ne lit que ce qui s'y dira ensuite.
              Le robot : {stage.BotId} ; son état : {stage.Bot.Address}health
              Les sites suivis : {string.Join(" ", stage.Feeds.Sites.Select(site => stage.Feeds.HomeAddress(site)))}
            Ctrl-C arrête tout.
            """);
    }

    private static void Tell(string what) => Console.WriteLine($"-- {what}");
}
