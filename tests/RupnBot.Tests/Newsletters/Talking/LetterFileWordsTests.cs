using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Jobs;
using RupnBot.Newsletters.Files;
using RupnBot.Newsletters.Records;

namespace RupnBot.Tests.Newsletters.Talking;

/// <summary>« corriger » when it is about a file, and what is said of it.</summary>
public sealed class LetterFileWordsTests
{
    private static readonly Dictionary<string, string?> Two = new() { ["Bot:RequireApproval"] = "true" };

    [Theory]
    [InlineData("image", true, false)]
    [InlineData("l’image", true, false)]
    [InlineData("Photo.", true, false)]
    [InlineData("sans image", true, true)]
    [InlineData("sans la photo", true, true)]
    [InlineData("pièce jointe", false, false)]
    [InlineData("sans pièce jointe", false, true)]
    [InlineData("sans fichier !", false, true)]
    [InlineData("without attachment", false, true)]
    [InlineData("les images", true, false)]
    [InlineData("les pièces jointes", false, false)]
    [InlineData("la photo svp", true, false)]
    [InlineData("l'image, s'il vous plaît.", true, false)]
    [InlineData("sans les photos, merci !", true, true)]
    [InlineData("please remove the picture", true, true)]
    [InlineData("remplacer la pièce jointe", false, false)]
    [InlineData("« image »", true, false)]
    public void They_are_told_from_a_new_text(string words, bool isPicture, bool isRemoval) => Assert.Equal(new LetterFileWords(isPicture, isRemoval), LetterFileWords.Read(words));

    [Theory]
    [InlineData("Image du mois : la salle 12")]
    [InlineData("sans image, c'est mieux")]
    [InlineData("La pièce jointe arrive demain")]
    [InlineData("")]
    public void A_text_is_a_text(string words) => Assert.Null(LetterFileWords.Read(words));

    [Theory]
    [InlineData("sans image ni pièce jointe")]
    [InlineData("image et pièce jointe")]
    [InlineData("sans image, c'est mieux")]
    [InlineData("Supprimer le visuel")]
    [InlineData("sans")]
    [InlineData("la pièce jointe de la lettre")]
    public void Short_words_that_rather_speak_of_a_file_are_no_text(string words) => Assert.True(LetterFileWords.Read(words) is null && LetterFileWords.IsDoubtful(words));

    [Theory]
    [InlineData("Jeudi à midi")]
    [InlineData("La pièce jointe arrive demain")]
    [InlineData("Sans attendre les vacances, voici le programme des ateliers")]
    [InlineData("Sans image\net sans détour")]
    [InlineData("")]
    public void A_text_is_not_doubted(string words) => Assert.False(LetterFileWords.IsDoubtful(words));

    [Fact]
    public async Task Words_about_two_files_become_no_text_and_the_exact_ones_are_named()
    {
        await using var bench = await SentAsync();
        await bench.SayAsync("corriger sans image ni pièce jointe", await bench.EventOfAsync("C'est validé"));
        Assert.Contains("« corriger sans image » ou « corriger sans pièce jointe »", await bench.LastAsync(), StringComparison.Ordinal);
        await bench.FinishAsync();
        Assert.All(await bench.ShownEverywhereAsync(), shown => Assert.Equal(["Une salle", "Bonjour"], shown));
    }

    [Fact]
    public async Task An_attachment_that_was_expected_an_hour_ago_does_not_turn_a_text_into_one()
    {
        await using var bench = await SentAsync();
        await bench.SayAsync("corriger pièce jointe", await bench.EventOfAsync("C'est validé"));
        bench.Bot.Time.Advance(TimeSpan.FromMinutes(31));
        await bench.SendFileAsync("m.file", "lettre.md", replyTo: await bench.EventOfAsync("C'est validé"));
        Assert.Equal(0, await ProposedAsync(bench));
        Assert.Equal(LetterContentJob.JobKind, await bench.ReadAsync(db => db.Set<Job>().Where(job => job.Kind == LetterContentJob.JobKind).Select(job => job.Kind).SingleAsync(TestContext.Current.CancellationToken)));
    }

    [Theory]
    [InlineData("corriger sans image")]
    [InlineData("retirer")]
    public async Task What_was_expected_is_no_longer_once_the_letter_is_to_do_without_it_or_is_over(string words)
    {
        await using var bench = await SentAsync();
        await bench.SayAsync("corriger image", await bench.EventOfAsync("C'est validé"));
        await bench.SayAsync(words, await bench.EventOfAsync("C'est validé"));
        await bench.FinishAsync();
        await bench.SendFileAsync("m.image", "autre.png");
        Assert.Equal(0, await ProposedAsync(bench));
        Assert.Equal(FileWanted.None, (await bench.LetterAsync()).FileWanted);
    }

    [Fact]
    public async Task In_another_editors_chat_no_file_is_awaited_and_they_are_told_how_to_send_it()
    {
        await using var bench = await SentAsync();
        await bench.SayAsync(LetterBench.Paul, LetterBench.PaulsChat, "lettre");
        var letter = await bench.EventOfAsync("Bonjour", LetterBench.PaulsChat);
        await bench.SayAsync(LetterBench.Paul, LetterBench.PaulsChat, "corriger image", letter);
        Assert.Contains("Envoyez l'image en réponse à un message sur cette lettre", await bench.LastAsync(LetterBench.PaulsChat), StringComparison.Ordinal);
        Assert.Null((await bench.LetterAsync()).FileWantedUntil);
        await bench.SendFileAsync("m.image", "autre.png", "Une autre salle", letter, LetterBench.Paul, LetterBench.PaulsChat);
        await bench.UploadAsync();
        await bench.FinishAsync();
        Assert.All(await bench.ShownEverywhereAsync(), shown => Assert.Equal(["Une autre salle", "Bonjour"], shown));
    }

    [Fact]
    public async Task After_corriger_image_the_next_one_sent_needs_no_reply()
    {
        await using var bench = await SentAsync();
        await bench.SayAsync("corriger image", await bench.EventOfAsync("C'est validé"));
        Assert.StartsWith("Envoyez-moi maintenant l'image de « Bonjour »", await bench.LastAsync(), StringComparison.Ordinal);
        await bench.SendFileAsync("m.image", "autre.png", "Une autre salle");
        await bench.UploadAsync();
        await bench.FinishAsync();
        Assert.All(await bench.ShownEverywhereAsync(), shown => Assert.Equal(["Une autre salle", "Bonjour"], shown));
        Assert.Equal("Bonjour", (await bench.LetterAsync()).Plain);
    }

    [Fact]
    public async Task After_corriger_piece_jointe_even_a_picture_is_one()
    {
        await using var bench = await SentAsync();
        await bench.SayAsync("corriger pièce jointe", await bench.EventOfAsync("C'est validé"));
        await bench.SendFileAsync("m.image", "affiche.png");
        await bench.UploadAsync();
        await bench.FinishAsync();
        Assert.All(await bench.ShownEverywhereAsync(), shown => Assert.Equal(["Une salle", "Bonjour", "affiche.png"], shown));
    }

    [Fact]
    public async Task A_file_that_is_no_picture_does_not_become_the_picture_nor_the_attachment()
    {
        await using var bench = await SentAsync();
        await bench.SayAsync("corriger image", await bench.EventOfAsync("C'est validé"));
        await bench.SendFileAsync("m.file", "plan.pdf");
        Assert.Contains("n'est pas une image", await bench.LastAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await ProposedAsync(bench));
    }

    [Fact]
    public async Task Half_an_hour_later_a_file_is_no_longer_awaited()
    {
        await using var bench = await SentAsync();
        await bench.SayAsync("corriger image", await bench.EventOfAsync("C'est validé"));
        bench.Bot.Time.Advance(TimeSpan.FromMinutes(31));
        await bench.SendFileAsync("m.image", "autre.png");
        Assert.Equal(0, await ProposedAsync(bench));
    }

    [Fact]
    public async Task A_draft_loses_its_picture_and_is_shown_anew()
    {
        await using var bench = await LetterBench.StartAsync();
        await bench.SayAsync("lettre Bonjour");
        await bench.AddFileAsync(isPicture: true, "salle.png", "Une salle");
        await bench.SayAsync("corriger sans image", await bench.EventOfAsync("Pour continuer"));
        Assert.DoesNotContain("Image", (await bench.LastAsync()).Split("Pour continuer")[0], StringComparison.Ordinal);
        await bench.SayAsync("corriger sans image", await bench.EventOfAsync("Pour continuer"));
        Assert.Contains("cette lettre n'a pas d'image", await bench.LastAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_that_salons_have_is_described_anew()
    {
        await using var bench = await SentAsync();
        await bench.SayAsync("image : une salle claire", await bench.EventOfAsync("C'est validé"));
        await bench.FinishAsync();
        Assert.All(await bench.ShownEverywhereAsync(), shown => Assert.Equal(["une salle claire", "Bonjour"], shown));
    }

    [Fact]
    public async Task Described_while_it_is_still_fetched_the_new_picture_is_meant()
    {
        await using var bench = await SentAsync();
        await bench.SendFileAsync("m.image", "autre.png", replyTo: await bench.EventOfAsync("C'est validé"));
        await bench.SayAsync("image : une salle claire", await bench.EventOfAsync("C'est validé"));
        Assert.EndsWith("Elle sera décrite ainsi : une salle claire", await bench.LastAsync(), StringComparison.Ordinal);
        await bench.UploadAsync();
        await bench.FinishAsync();
        Assert.All(await bench.ShownEverywhereAsync(), shown => Assert.Equal(["une salle claire", "Bonjour"], shown));
        Assert.Equal("autre.png", await bench.ReadAsync(db => db.Set<NewsletterFile>().Select(file => file.FileName).SingleAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Described_after_another_editor_was_asked_about_it_that_one_is_asked_anew()
    {
        await using var bench = await SentAsync(Two);
        await bench.SendFileAsync("m.image", "autre.png", replyTo: await bench.EventOfAsync("C'est validé"));
        await bench.UploadAsync();
        await bench.SayAsync("image : une salle claire", await bench.EventOfAsync("C'est validé"));
        Assert.Contains("une salle claire", await bench.Bot.BodiesAsync(LetterBench.PaulsChat));
        await bench.SayAsync(LetterBench.Paul, LetterBench.PaulsChat, "valider");
        await bench.FinishAsync();
        Assert.All(await bench.ShownEverywhereAsync(), shown => Assert.Equal(["une salle claire", "Bonjour"], shown));
        Assert.Equal("autre.png", await bench.ReadAsync(db => db.Set<NewsletterFile>().Select(file => file.FileName).SingleAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task One_without_a_description_is_told_so()
    {
        await using var bench = await SentAsync();
        await bench.SendFileAsync("m.image", "autre.png", replyTo: await bench.EventOfAsync("C'est validé"));
        await bench.UploadAsync();
        Assert.Contains("Image sans description", await bench.LastAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_two_must_agree_another_editor_sees_it_first()
    {
        await using var bench = await SentAsync(Two);
        await bench.SendFileAsync("m.image", "autre.png", "Une autre salle", await bench.EventOfAsync("C'est validé"));
        await bench.UploadAsync();
        await bench.FinishAsync();
        Assert.All(await bench.ShownEverywhereAsync(), shown => Assert.Equal(["Une salle", "Bonjour"], shown));
        Assert.Contains("Une autre salle", await bench.Bot.BodiesAsync(LetterBench.PaulsChat));
        await bench.SayAsync(LetterBench.Paul, LetterBench.PaulsChat, "valider");
        await bench.FinishAsync();
        Assert.All(await bench.ShownEverywhereAsync(), shown => Assert.Equal(["Une autre salle", "Bonjour"], shown));
    }

    [Fact]
    public async Task Where_two_must_agree_and_the_other_does_not_it_stays()
    {
        await using var bench = await SentAsync(Two);
        await bench.SayAsync("corriger sans image", await bench.EventOfAsync("C'est validé"));
        await bench.SayAsync("valider", await bench.EventOfAsync("C'est validé"));
        Assert.Contains("deux paires d'yeux", await bench.LastAsync(), StringComparison.Ordinal);
        await bench.SayAsync(LetterBench.Paul, LetterBench.PaulsChat, "refuser elle est belle", await bench.EventOfAsync("votre accord", LetterBench.PaulsChat));
        Assert.Contains("elle est belle", await bench.LastAsync(), StringComparison.Ordinal);
        await bench.FinishAsync();
        Assert.Equal(0, await ProposedAsync(bench));
        Assert.All(await bench.ShownEverywhereAsync(), shown => Assert.Equal(["Une salle", "Bonjour"], shown));
    }

    [Fact]
    public async Task Corrected_while_it_waits_for_its_hour_in_a_pause_it_is_not_taken_for_sent()
    {
        await using var bench = await LetterBench.StartAsync();
        await bench.ValidatedAsync("Bonjour", "demain 8h");
        await bench.SayAsync("pause", await bench.EventOfAsync("C'est validé"));
        await bench.SayAsync("corriger Bonsoir", await bench.EventOfAsync("C'est validé"));
        await bench.FinishAsync();
        Assert.Equal(NewsletterState.Paused, (await bench.LetterAsync()).State);
        await bench.SayAsync("reprendre", await bench.EventOfAsync("C'est validé"));
        await bench.FinishAsync();
        bench.Bot.Time.Advance(TimeSpan.FromDays(1));
        await bench.FinishAsync();
        Assert.All(await bench.ShownEverywhereAsync(), shown => Assert.Equal(["Bonsoir"], shown));
    }

    /// <summary>Three salons have a letter with a picture.</summary>
    private static async Task<LetterBench> SentAsync(Dictionary<string, string?>? settings = null)
    {
        var bench = await LetterBench.StartAsync(salons: 3, settings);
        await bench.SayAsync("lettre Bonjour");
        await bench.AddFileAsync(isPicture: true, "salle.png", "Une salle");
        await bench.SayAsync("à : tous");
        await bench.SayAsync("valider");
        if (settings is not null) await bench.SayAsync(LetterBench.Paul, LetterBench.PaulsChat, "valider");
        await bench.FinishAsync();
        return bench;
    }

    private static Task<int> ProposedAsync(LetterBench bench) => bench.ReadAsync(db => db.Set<NewsletterFile>().CountAsync(file => file.Standing != FileStanding.InForce, TestContext.Current.CancellationToken));
}
