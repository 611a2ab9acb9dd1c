using System.Globalization;
using RupnBot.Demo.Colleagues;
using RupnBot.Demo.Feeds;
using RupnBot.Demo.Homeservers;
using RupnBot.Demo.Processes;

namespace RupnBot.Demo.Story;

/// <summary>Everything that runs for the demo; disposing it ends all of it and leaves no file behind.</summary>
internal sealed class Stage : IAsyncDisposable
{
    public const string TimeZone = "Europe/Paris";
    public const string Source = "SRANE";
    public const string OtherSource = "Édu_Num";
    public const string Topic = "numérique";

    /// <summary>The sources are asked once a minute; a poll is looked at once a minute.</summary>
    public static readonly TimeSpan SomeMinutes = TimeSpan.FromMinutes(5);

    // Demonstrations happen on any day and at any hour; the bot's own clock stays true (see docs/architecture.md, "Time").
    private static readonly IReadOnlyDictionary<string, string> AnyDay = new Dictionary<string, string>
    {
        ["Bot:WorkingDays"] = "EveryDay",
        ["Bot:WorkingHours"] = "00:00-23:59",
        ["Bot:TimeZone"] = TimeZone,
        ["Sources:PollMinutes"] = "1",
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rupnbot-demo-");
    private LocalHomeserver? _homeserver;
    private FeedServer? _feeds;
    private BotProcess? _bot;
    private Cast? _cast;
    private EncryptedCast? _encryptedCast;
    private Colleague? _account;

    public LocalHomeserver Homeserver => _homeserver!;

    public FeedServer Feeds => _feeds!;

    public BotProcess Bot => _bot!;

    public Cast Cast => _cast!;

    public EncryptedCast EncryptedCast => _encryptedCast!;

    public string BotId => _account!.UserId;

    /// <summary>What the bot has logged; empty before it has started.</summary>
    public string BotLog => _bot?.Output.ToString() ?? "";

    /// <summary>A minute about to come, as one writes it to the bot.</summary>
    public static string NextMinute() =>
        Story.NextMinute.Write(Story.NextMinute.After(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(TimeZone)));

    public async Task SetAsync(Action<string> tell, CancellationToken cancellationToken)
    {
        tell("le serveur Matrix démarre…");
        _homeserver = await LocalHomeserver.StartAsync(throttle: false, cancellationToken);
        _feeds = await FeedServer.StartAsync(0, TimeProvider.System, cancellationToken);
        _cast = await Cast.RegisterAsync(_homeserver.Address, cancellationToken);
        _account = await Cast.AccountAsync(_homeserver.Address, "robot-srane", "Robot du SRANE", cancellationToken);
        tell("trois collègues entrent avec matrix-js-sdk, qui chiffre…");
        _encryptedCast = await EncryptedCast.LogInAsync(_homeserver.Address, cancellationToken);
        tell("le robot démarre…");
        var settings = new BotSettings(_homeserver.Address, _account.LocalPart, Cast.Password, Path.Combine(_folder.FullName, "data"))
        {
            RequestsPerSecond = 1,
            More = Settings(_cast, _feeds),
        };
        _bot = await BotProcess.StartAsync(settings, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_bot is not null)
        {
            if (!_bot.HasExited) await _bot.StopAsync(CancellationToken.None);
            await _bot.DisposeAsync();
        }

        if (_feeds is not null) await _feeds.DisposeAsync();
        if (_encryptedCast is not null) await _encryptedCast.DisposeAsync();
        _cast?.Dispose();
        _account?.Dispose();
        if (_homeserver is not null) await _homeserver.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static Dictionary<string, string> Settings(Cast cast, FeedServer feeds) => new(AnyDay)
    {
        ["Bot:DisplayName"] = "Robot du SRANE",
        ["Bot:Editors:0"] = cast.Editor.UserId,
        ["Sources:Catalog:0:Name"] = Source,
        ["Sources:Catalog:0:Address"] = feeds.FeedAddress(feeds.Site("srane")).ToString(),
        ["Sources:Catalog:0:Topics:0"] = Topic,
        ["Sources:Catalog:1:Name"] = OtherSource,
        ["Sources:Catalog:1:Address"] = feeds.FeedAddress(feeds.Site("edunum")).ToString(),
        ["Sources:Catalog:1:Topics:0"] = Topic,
        ["Sources:AllowPrivate:0"] = string.Create(CultureInfo.InvariantCulture, $"{feeds.Address.Host}:{feeds.Address.Port}"),
    };
}
