using System.Net.Mime;
using Microsoft.AspNetCore.Http;
using RupnBot.Demo.Colleagues;
using RupnBot.Demo.Colleagues.Encryption;
using RupnBot.Demo.Feeds;
using RupnBot.Demo.Homeservers;

namespace RupnBot.EndToEndTests.Bench.Encryption;

/// <summary>A bot that works at any hour, with sample feeds, an editor, and a file for its recovery key.</summary>
internal sealed class EncryptedBot : IAsyncDisposable
{
    public const string Topic = "numérique";
    public const string ArticleTitle = "Tablettes : le mode d'emploi de la valise mobile";

    private readonly FeedServer _feeds;
    private readonly DirectoryInfo _keys;

    private EncryptedBot(ProxiedBot bot, FeedServer feeds, DirectoryInfo keys) => (Proxied, _feeds, _keys) = (bot, feeds, keys);

    public ProxiedBot Proxied { get; }

    public string UserId => Proxied.Account.UserId;

    public string RecoveryKeyFile => RecoveryKeyIn(_keys);

    /// <summary>Starts one and waits until it is ready.</summary>
    public static async Task<EncryptedBot> StartAsync(LocalHomeserver homeserver, Colleague editor, CancellationToken cancellationToken, int seed = 1)
    {
        var feeds = await FeedServer.StartAsync(0, TimeProvider.System, cancellationToken);
        var keys = Directory.CreateTempSubdirectory("rupnbot-keys-");
        try
        {
            var bot = await ProxiedBot.StartAsync(homeserver, cancellationToken, Settings(feeds, editor, RecoveryKeyIn(keys)), seed);
            return new EncryptedBot(bot, feeds, keys);
        }
        catch
        {
            await feeds.DisposeAsync();
            keys.Delete(recursive: true);
            throw;
        }
    }

    /// <summary>A page that an editor finds and relays: what all who follow the topic read in their next digest.</summary>
    public Uri ServePage() => _feeds.Respond("/formation/valise", context =>
    {
        context.Response.ContentType = $"{MediaTypeNames.Text.Html}; charset=utf-8";
        return context.Response.WriteAsync(
            $"<!doctype html><html lang=fr><head><title>{ArticleTitle}</title><meta name=description content=\"Réserver, distribuer, recharger.\"></head><body><h1>{ArticleTitle}</h1></body></html>",
            context.RequestAborted);
    });

    /// <summary>Waits for the bot's answer to a command, in the same room.</summary>
    public async Task<ReceivedEvent> AskAsync(EncryptedColleague who, string roomId, string command, CancellationToken cancellationToken)
    {
        var question = await who.SayAsync(roomId, command, cancellationToken);
        return (await AnswerToAsync(who, roomId, question, cancellationToken)).Clear;
    }

    // The relation is in clear: an answer whose key is still on its way shows it without a message type.
    public Task<DecryptedEvent> AnswerToAsync(
        EncryptedColleague who, string roomId, string question, CancellationToken cancellationToken, TimeSpan? timeout = null) =>
        who.WaitForAsync(roomId, item => item.Sender == UserId && item.MessageType is not null && item.RepliesTo == question, cancellationToken, timeout);

    public async ValueTask DisposeAsync()
    {
        await Proxied.DisposeAsync();
        await _feeds.DisposeAsync();
        _keys.Delete(recursive: true);
    }

    private static string RecoveryKeyIn(DirectoryInfo folder) => Path.Combine(folder.FullName, "recovery-key");

    private static Dictionary<string, string> Settings(FeedServer feeds, Colleague editor, string recoveryKeyFile) => new()
    {
        ["Bot:WorkingDays"] = "EveryDay",
        ["Bot:WorkingHours"] = "00:00-23:59",
        ["Bot:Editors:0"] = editor.UserId,
        ["Matrix:RecoveryKeyFile"] = recoveryKeyFile,
        ["Matrix:RequestTimeoutSeconds"] = "10",
        ["Sources:Catalog:0:Name"] = "SRANE",
        ["Sources:Catalog:0:Address"] = feeds.FeedAddress(feeds.Site("srane")).ToString(),
        ["Sources:Catalog:0:Topics:0"] = Topic,
        ["Sources:AllowPrivate:0"] = $"{feeds.Address.Host}:{feeds.Address.Port}",
    };
}
