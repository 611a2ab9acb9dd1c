using System.Diagnostics;
using RupnBot.Demo;
using RupnBot.EndToEndTests.Bench;
using RupnBot.EndToEndTests.Bench.Encryption;

namespace RupnBot.EndToEndTests.Newsletters;

/// <summary>An editor's letter with a picture for sixty salons, words and picture corrected when half of them have it, while the bot is killed (SIGKILL); then withdrawn.</summary>
public sealed class LetterTests(Homeservers homeservers)
{
    private const string Corrected = "Ateliers\n\nJeudi à midi, au CDI";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    // One pixel.
    private static readonly byte[] Picture = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private static readonly byte[] OtherPicture = [.. Picture, 0];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_of_sixty_salons_has_one_letter_in_its_corrected_form_though_the_bot_was_killed_and_once_withdrawn_none_has()
    {
        var start = Stopwatch.GetTimestamp();
        await using var stage = await LetterStage.SetAsync(homeservers, Token);
        // The hour it is to leave at comes nearer while the salons are opened.
        await Task.WhenAll(WriteAsync(stage), stage.OpenSalonsAsync(Token));
        var set = Stopwatch.GetElapsedTime(start);
        await ValidateAsync(stage);
        var sending = Stopwatch.GetTimestamp();

        // The first third of them is killed into, as the next message is on its way.
        var before = stage.Bot.Proxy.Requests.All.Count;
        await ReachedAsync(stage, before, LetterStage.Plain / 2);
        await KillAsync(stage);
        await ReachedAsync(stage, before, (LetterStage.Plain + LetterStage.Encrypted) / 2);
        var validated = await stage.HearAsync("C'est validé", Token);
        await stage.Editor.ReplyAsync(stage.Chat, validated.EventId, "corriger #### Ateliers\nJeudi à midi, au CDI", Token);
        await stage.HearAsync("voici le nouveau texte", Token, Patience);
        await stage.SendPictureAsync(OtherPicture, "Une salle et douze tablettes", Token, validated.EventId);
        await stage.HearAsync("voici la nouvelle image", Token, Patience);
        await KillAsync(stage);

        var letters = await EverywhereAsync(stage);
        var sent = Stopwatch.GetElapsedTime(sending);
        Assert.All(letters, letter => Assert.Single(letter.Texts));
        Assert.All(letters, letter => Assert.Single(letter.Pictures));
        Assert.All(letters, letter => Assert.Equal(Corrected, letter.Shown));
        var corrected = letters.Count(letter => letter.WasCorrected);
        Assert.InRange(corrected, 1, letters.Count - 1);
        Assert.All(letters.Where(letter => !letter.WasCorrected), letter => Assert.Equal(Corrected, letter.Texts[0].Body));
        await AssertPicturesAsync(stage, letters);
        Wire.AssertNoIndexTwice(stage.Bot.Proxy.Requests, stage.Robot);

        var withdrawing = Stopwatch.GetTimestamp();
        await stage.Editor.ReplyAsync(stage.Chat, validated.EventId, "retirer", Token);
        await stage.HearAsync($"est retirée de {LetterStage.Plain + LetterStage.Encrypted} salons. Qui", Token, Patience);
        await AssertNothingLeftAsync(stage);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"Salons opened in {set.TotalSeconds:0} s; sent, corrected in {corrected} of {letters.Count} salons and killed twice in {sent.TotalSeconds:0} s; withdrawn in {Stopwatch.GetElapsedTime(withdrawing).TotalSeconds:0} s.");
    }

    private static async Task WriteAsync(LetterStage stage)
    {
        await stage.SayAsync("lettre #### Ateliers\nMardi à midi", Token);
        await stage.HearAsync("Mardi à midi", Token);
        await stage.SendPictureAsync(Picture, "Une salle et dix tablettes", Token);
        await stage.HearAsync("Image, décrite ainsi : Une salle et dix tablettes", Token);
        await stage.SayAsync("envoyer dans 1 minute", Token);
    }

    private static async Task ValidateAsync(LetterStage stage)
    {
        await stage.SayAsync("à : tous", Token);
        await stage.HearAsync("60 salons, 2 personnes", Token);
        await stage.HearAsync("tout sera parti", Token);
        await stage.SayAsync("valider", Token);
        await stage.HearAsync("C'est validé", Token);
    }

    /// <summary>So many salons were written to.</summary>
    private static Task ReachedAsync(LetterStage stage, int since, int salons) => Eventually.TrueAsync(
        () => stage.Bot.Proxy.Requests.All.Skip(since).Where(request => request.ForwardedStatus == 200 && IsToSalon(stage, request.Path)).Select(request => RoomOf(request.Path)).Distinct().Count() >= salons,
        $"{salons} salons have a part of the letter",
        Patience,
        Token);

    private static async Task KillAsync(LetterStage stage)
    {
        await stage.Bot.Proxy.Requests.NextAsync(request => IsToSalon(stage, request.Path), Token).WaitAsync(Patience, Token);
        await stage.Bot.Process.KillAsync(Token);
        stage.Bot.Process.Launch();
    }

    private static bool IsToSalon(LetterStage stage, string path) => path.Contains("/send/", StringComparison.Ordinal) && !path.Contains(Uri.EscapeDataString(stage.Chat), StringComparison.Ordinal) && !path.Contains(stage.Chat, StringComparison.Ordinal);

    private static string RoomOf(string path) => path[..path.IndexOf("/send/", StringComparison.Ordinal)];

    /// <summary>All salons' letters, once each stands there corrected.</summary>
    private static async Task<List<SalonLetter>> EverywhereAsync(LetterStage stage)
    {
        // Sixty rooms are read once it says so, not all the while: it shares its two processors with the homeserver.
        await stage.HearAsync("C'est fait : « Ateliers »", Token, Patience);
        List<SalonLetter> letters = [];
        return await Eventually.GetAsync(
            async token =>
            {
                letters = [];
                foreach (var salon in stage.PlainSalons) letters.Add(await SalonLetter.OfPlainAsync(stage, salon, token));
                letters.AddRange(stage.EncryptedSalons.Select(salon => SalonLetter.OfEncrypted(stage, salon)));
                return letters.TrueForAll(letter => letter.Shown == Corrected && letter.PictureWords == "Une salle et douze tablettes") ? letters : null;
            },
            () => $"{letters.Count(letter => letter.Shown == Corrected)} of {letters.Count} salons have the corrected letter; the bot said:\n{stage.Bot.Process.Output}",
            Patience,
            Token);
    }

    /// <summary>Each of the two was uploaded once for the plain salons and once for the encrypted ones, and the second is what a client shows.</summary>
    private static async Task AssertPicturesAsync(LetterStage stage, List<SalonLetter> letters)
    {
        Assert.Single(letters.Take(LetterStage.Plain).Select(letter => letter.PictureAddress).Distinct());
        Assert.Single(letters.Skip(LetterStage.Plain).Select(letter => letter.PictureAddress).Distinct());
        Assert.Equal(2, letters.Select(letter => letter.PictureAddress).Distinct().Count());
        Assert.Equal(4, stage.Bot.Proxy.Requests.All.Count(request => request.Path.Contains("/media/", StringComparison.Ordinal) && request.Path.EndsWith("/upload", StringComparison.Ordinal)));
        Assert.Contains(letters, letter => letter.HadAnotherPicture);
        var read = await stage.Anne.DownloadAsync(stage.EncryptedSalons[^1], letters[^1].Pictures[0].EventId, Token);
        Assert.Equal(OtherPicture, read.Content);
    }

    private static async Task AssertNothingLeftAsync(LetterStage stage)
    {
        foreach (var salon in stage.PlainSalons) Assert.Empty((await SalonLetter.OfPlainAsync(stage, salon, Token)).Sent);
        foreach (var salon in stage.EncryptedSalons)
        {
            await Wire.AssertNothingInClearAsync(stage.Anne.Account, salon, stage.Robot, Token);
            // Its first words alone.
            Assert.Single(await Wire.ReadAsync(stage.Anne.Account, salon, Token), message => message.Sender == stage.Robot);
        }
    }
}
