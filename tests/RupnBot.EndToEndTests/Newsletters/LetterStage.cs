using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using RupnBot.Demo.Colleagues;
using RupnBot.Demo.Colleagues.Encryption;
using RupnBot.Demo.Homeservers;
using RupnBot.EndToEndTests.Bench;
using RupnBot.EndToEndTests.Bench.Encryption;

namespace RupnBot.EndToEndTests.Newsletters;

/// <summary>An editor's chat, sixty salons of which twenty are encrypted, and a bot behind a proxy.</summary>
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

    public Task<string> SayAsync(string words, CancellationToken cancellationToken) => Editor.SayAsync(Chat, words, cancellationToken);

    public Task<ReceivedEvent> HearAsync(string words, CancellationToken cancellationToken, TimeSpan? timeout = null) => Editor.WaitForTextAsync(Chat, words, cancellationToken, timeout);

    /// <summary>The editor sends a picture, as a client's button does.</summary>
    public async Task SendPictureAsync(byte[] picture, string caption, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = Editor.Homeserver };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Editor.AccessToken);
        using var content = new ByteArrayContent(picture);
        content.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        using var answer = await http.PostAsync("_matrix/media/v3/upload?filename=salle.png", content, cancellationToken);
        var uploaded = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>(cancellationToken);
        await Editor.SendAsync(
            Chat,
            "m.room.message",
            new JsonObject
            {
                ["msgtype"] = "m.image",
                ["body"] = caption,
                ["filename"] = "salle.png",
                ["url"] = uploaded!["content_uri"]!.DeepClone(),
                ["info"] = new JsonObject { ["mimetype"] = "image/png", ["size"] = picture.Length, ["w"] = 1, ["h"] = 1 },
            },
            cancellationToken);
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
        // They are opened side by side: sixty of them, and this is only the beginning.
        var plain = Task.WhenAll(Enumerable.Range(1, Plain).Select(number => Karim.CreateSalonAsync($"Salon {number}", SalonKind.Private, [Robot], cancellationToken)));
        var encrypted = new List<string>();
        for (var number = 1; number <= Encrypted; number++) encrypted.Add(await Anne.CreateSalonAsync($"Salon chiffré {number}", [Robot], cancellationToken));
        (PlainSalons, EncryptedSalons) = (await plain, encrypted);
        foreach (var salon in PlainSalons) await Karim.WaitForTextAsync(salon, "Je ne conserve pas vos conversations", cancellationToken);
        foreach (var salon in EncryptedSalons) await Anne.WaitForTextAsync(salon, "Je ne conserve pas vos conversations", cancellationToken);
    }

    private async Task<Colleague> AccountAsync(LocalHomeserver homeserver, string name, CancellationToken cancellationToken)
    {
        var account = await homeserver.CreateUserAsync(name, cancellationToken);
        _accounts.Add(account);
        return account;
    }
}
