using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using RupnBot.Demo.Colleagues;
using RupnBot.Demo.Colleagues.Encryption;
using RupnBot.Demo.Homeservers;
using RupnBot.EndToEndTests.Bench;
using RupnBot.EndToEndTests.Bench.Encryption;

namespace RupnBot.EndToEndTests.Newsletters;

/// <summary>An editor's chat and a bot behind a proxy; then sixty salons, of which twenty are encrypted.</summary>
internal sealed class LetterStage : IAsyncDisposable
{
    public const int Plain = 40;
    public const int Encrypted = 20;

    private readonly List<Colleague> _accounts = [];
    private EncryptedBot? _bot;
    private EncryptedColleague? _anne;

    public ProxiedBot Bot => _bot!.Proxied;

    public string Robot => _bot!.UserId;

    public Colleague Editor { get; private set; } = null!;

    public string Chat { get; private set; } = "";

    /// <summary>Is in the plain salons.</summary>
    public Colleague Karim { get; private set; } = null!;

    /// <summary>Is in the encrypted ones, with a real client.</summary>
    public EncryptedColleague Anne => _anne!;

    public IReadOnlyList<string> PlainSalons { get; private set; } = [];

    public IReadOnlyList<string> EncryptedSalons { get; private set; } = [];

    public static async Task<LetterStage> SetAsync(Homeservers homeservers, CancellationToken cancellationToken)
    {
        var stage = new LetterStage();
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

    /// <summary>Karim and Anne open the salons, all side by side, and have read the bot's first words in each.</summary>
    public async Task OpenSalonsAsync(CancellationToken cancellationToken)
    {
        var plain = Task.WhenAll(Enumerable.Range(1, Plain).Select(number => Karim.CreateSalonAsync($"Salon {number}", SalonKind.Private, [Robot], cancellationToken)));
        var encrypted = Task.WhenAll(Enumerable.Range(1, Encrypted).Select(number => Anne.CreateSalonAsync($"Salon chiffré {number}", [Robot], cancellationToken)));
        (PlainSalons, EncryptedSalons) = (await plain, await encrypted);
        foreach (var salon in PlainSalons) await Karim.WaitForTextAsync(salon, "Je ne conserve pas vos conversations", cancellationToken);
        foreach (var salon in EncryptedSalons) await Anne.WaitForTextAsync(salon, "Je ne conserve pas vos conversations", cancellationToken);
    }

    public Task<string> SayAsync(string words, CancellationToken cancellationToken) => Editor.SayAsync(Chat, words, cancellationToken);

    public Task<ReceivedEvent> HearAsync(string words, CancellationToken cancellationToken, TimeSpan? timeout = null) => Editor.WaitForTextAsync(Chat, words, cancellationToken, timeout);

    /// <summary>The editor sends a picture, as a client's button does.</summary>
    public async Task SendPictureAsync(byte[] picture, string caption, CancellationToken cancellationToken, string? replyTo = null)
    {
        using var http = new HttpClient { BaseAddress = Editor.Homeserver };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Editor.AccessToken);
        using var content = new ByteArrayContent(picture);
        content.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        using var answer = await http.PostAsync("_matrix/media/v3/upload?filename=salle.png", content, cancellationToken);
        var uploaded = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>(cancellationToken);
        var message = new JsonObject
        {
            ["msgtype"] = "m.image",
            ["body"] = caption,
            ["filename"] = "salle.png",
            ["url"] = uploaded!["content_uri"]!.DeepClone(),
            ["info"] = new JsonObject { ["mimetype"] = "image/png", ["size"] = picture.Length, ["w"] = 1, ["h"] = 1 },
        };
        if (replyTo is not null) message["m.relates_to"] = new JsonObject { ["m.in_reply_to"] = new JsonObject { ["event_id"] = replyTo } };
        await Editor.SendAsync(Chat, "m.room.message", message, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_bot is not null) await _bot.DisposeAsync();
        if (_anne is not null) await _anne.DisposeAsync();
        _accounts.ForEach(account => account.Dispose());
    }

    private async Task PrepareAsync(LocalHomeserver homeserver, CancellationToken cancellationToken)
    {
        Editor = await AccountAsync(homeserver, "Paul Martin", cancellationToken);
        Karim = await AccountAsync(homeserver, "Karim Diallo", cancellationToken);
        _anne = await EncryptedColleague.LogInAsync(await AccountAsync(homeserver, "Anne Roy", cancellationToken), cancellationToken);
        _bot = await EncryptedBot.StartAsync(homeserver, Editor, cancellationToken);
        Chat = await Editor.OpenDirectChatAsync(Robot, cancellationToken);
        await HearAsync("pas à pas", cancellationToken);
    }

    private async Task<Colleague> AccountAsync(LocalHomeserver homeserver, string name, CancellationToken cancellationToken)
    {
        var account = await homeserver.CreateUserAsync(name, cancellationToken);
        _accounts.Add(account);
        return account;
    }
}
