using Microsoft.EntityFrameworkCore;
using RupnBot.Newsletters.Records;

namespace RupnBot.Tests.Newsletters.Talking;

/// <summary>Two pairs of eyes, where the operators want them.</summary>
public sealed class LetterApprovalTests
{
    private static readonly Dictionary<string, string?> Two = new() { ["Bot:RequireApproval"] = "true" };

    [Fact]
    public async Task Its_editors_word_alone_sends_nothing()
    {
        await using var bench = await LetterBench.StartAsync(settings: Two);
        await bench.ValidatedAsync();
        await bench.SayAsync("valider", await bench.EventOfAsync("Pour continuer"));
        await bench.FinishAsync();
        Assert.Equal(NewsletterState.AwaitingApproval, (await bench.LetterAsync()).State);
        Assert.All(await bench.ShownEverywhereAsync(), Assert.Empty);
    }

    [Fact]
    public async Task Another_editor_sees_it_and_agrees_in_their_own_chat()
    {
        await using var bench = await LetterBench.StartAsync(settings: Two);
        await bench.ValidatedAsync();
        Assert.Contains("Ateliers\n\nMardi à midi", await bench.Bot.BodiesAsync(LetterBench.PaulsChat));
        await bench.SayAsync(LetterBench.Paul, LetterBench.PaulsChat, "valider", await bench.EventOfAsync("votre accord", LetterBench.PaulsChat));
        await bench.FinishAsync();
        Assert.All(await bench.ShownEverywhereAsync(), shown => Assert.Equal(["Ateliers\n\nMardi à midi"], shown));
        Assert.Equal(LetterBench.Paul, (await bench.LetterAsync()).ApprovedBy?.Value);
    }

    [Fact]
    public async Task The_one_letter_that_waits_needs_no_reply()
    {
        await using var bench = await LetterBench.StartAsync(settings: Two);
        await bench.ValidatedAsync();
        await bench.SayAsync(LetterBench.Paul, LetterBench.PaulsChat, "valider");
        Assert.Equal(NewsletterState.Scheduled, (await bench.LetterAsync()).State);
    }

    [Fact]
    public async Task One_that_is_declined_is_a_draft_again_and_its_editor_learns_why()
    {
        await using var bench = await LetterBench.StartAsync(settings: Two);
        await bench.ValidatedAsync();
        await bench.SayAsync(LetterBench.Paul, LetterBench.PaulsChat, "refuser la date est fausse");
        Assert.Equal(NewsletterState.Draft, (await bench.LetterAsync()).State);
        Assert.Contains("la date est fausse", await bench.LastAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_correction_of_a_sent_one_waits_for_another_too()
    {
        await using var bench = await LetterBench.StartAsync(settings: Two);
        await bench.ValidatedAsync();
        await bench.SayAsync(LetterBench.Paul, LetterBench.PaulsChat, "valider");
        await bench.FinishAsync();
        await bench.SayAsync("corriger Jeudi", await bench.EventOfAsync("C'est validé"));
        await bench.FinishAsync();
        Assert.All(await bench.ShownEverywhereAsync(), shown => Assert.Equal(["Ateliers\n\nMardi à midi"], shown));
        await bench.SayAsync(LetterBench.Paul, LetterBench.PaulsChat, "valider", await bench.EventOfAsync("Jeudi", LetterBench.PaulsChat));
        await bench.FinishAsync();
        Assert.All(await bench.ShownEverywhereAsync(), shown => Assert.Equal(["Jeudi"], shown));
    }

    [Theory]
    [InlineData("corriger Demain")]
    [InlineData("corriger https://exemple.fr/lettre")]
    [InlineData("corriger image")]
    [InlineData("corriger sans image")]
    [InlineData("image : une salle")]
    public async Task Another_editor_does_not_change_what_they_could_then_agree_to(string words)
    {
        await using var bench = await LetterBench.StartAsync(settings: Two);
        await bench.SayAsync("lettre Bonjour");
        await bench.AddFileAsync(isPicture: true, "salle.png", "Une salle");
        await bench.SayAsync("à : tous");
        await bench.SayAsync("valider");
        await bench.SayAsync(LetterBench.Paul, LetterBench.PaulsChat, "valider");
        await bench.FinishAsync();
        var asked = await bench.EventOfAsync("votre accord", LetterBench.PaulsChat);
        await bench.SayAsync(LetterBench.Paul, LetterBench.PaulsChat, words, asked);
        Assert.StartsWith("Je n'ai rien changé : anne a préparé « Bonjour »", await bench.LastAsync(LetterBench.PaulsChat), StringComparison.Ordinal);
        await bench.SayAsync(LetterBench.Paul, LetterBench.PaulsChat, "valider", asked);
        await bench.FinishAsync();
        Assert.All(await bench.ShownEverywhereAsync(), shown => Assert.Equal(["Une salle", "Bonjour"], shown));
    }

    [Fact]
    public async Task Another_editors_picture_is_not_taken_either()
    {
        await using var bench = await LetterBench.StartAsync(settings: Two);
        await bench.ValidatedAsync();
        await bench.SendFileAsync("m.image", "salle.png", replyTo: await bench.EventOfAsync("votre accord", LetterBench.PaulsChat), user: LetterBench.Paul, chat: LetterBench.PaulsChat);
        Assert.Contains("a préparé", await bench.LastAsync(LetterBench.PaulsChat), StringComparison.Ordinal);
        Assert.Equal(0, await bench.ReadAsync(db => db.Set<NewsletterFile>().CountAsync(TestContext.Current.CancellationToken)));
        Assert.Equal(NewsletterState.AwaitingApproval, (await bench.LetterAsync()).State);
    }

    [Fact]
    public async Task Where_one_may_send_alone_another_may_also_correct()
    {
        await using var bench = await LetterBench.StartAsync();
        await bench.ValidatedAsync("Bonjour");
        await bench.FinishAsync();
        await bench.SayAsync(LetterBench.Paul, LetterBench.PaulsChat, "lettre");
        await bench.SayAsync(LetterBench.Paul, LetterBench.PaulsChat, "corriger Bonsoir", await bench.EventOfAsync("Bonjour", LetterBench.PaulsChat));
        await bench.FinishAsync();
        Assert.All(await bench.ShownEverywhereAsync(), shown => Assert.Equal(["Bonsoir"], shown));
    }

    [Fact]
    public async Task To_agree_to_what_was_shown_earlier_agrees_to_nothing_and_shows_what_there_is_now()
    {
        await using var bench = await LetterBench.StartAsync(settings: Two);
        await bench.ValidatedAsync("Bonjour");
        await bench.SayAsync(LetterBench.Paul, LetterBench.PaulsChat, "valider");
        await bench.FinishAsync();
        await bench.SayAsync("corriger Jeudi", await bench.EventOfAsync("C'est validé"));
        var earlier = await bench.EventOfAsync("Jeudi", LetterBench.PaulsChat);
        await bench.SayAsync("corriger Vendredi", await bench.EventOfAsync("C'est validé"));
        await bench.SayAsync(LetterBench.Paul, LetterBench.PaulsChat, "valider", earlier);
        await bench.FinishAsync();
        Assert.All(await bench.ShownEverywhereAsync(), shown => Assert.Equal(["Bonjour"], shown));
        Assert.Equal("Vendredi", await bench.LastAsync(LetterBench.PaulsChat));
        Assert.Contains(await bench.Bot.BodiesAsync(LetterBench.PaulsChat), body => body.Contains("Je n'ai rien validé", StringComparison.Ordinal));
        await bench.SayAsync(LetterBench.Paul, LetterBench.PaulsChat, "valider", await bench.EventOfAsync("Vendredi", LetterBench.PaulsChat));
        await bench.FinishAsync();
        Assert.All(await bench.ShownEverywhereAsync(), shown => Assert.Equal(["Vendredi"], shown));
    }

    [Fact]
    public async Task A_letter_that_was_validated_anew_is_not_agreed_to_by_a_reply_to_what_it_was()
    {
        await using var bench = await LetterBench.StartAsync(settings: Two);
        await bench.ValidatedAsync("Bonjour");
        var earlier = await bench.EventOfAsync("votre accord", LetterBench.PaulsChat);
        await bench.SayAsync("corriger Bonsoir", await bench.EventOfAsync("Pour continuer"));
        await bench.SayAsync("valider");
        await bench.SayAsync(LetterBench.Paul, LetterBench.PaulsChat, "valider", earlier);
        Assert.Equal(NewsletterState.AwaitingApproval, (await bench.LetterAsync()).State);
        await bench.SayAsync(LetterBench.Paul, LetterBench.PaulsChat, "valider", await bench.EventOfAsync("votre accord", LetterBench.PaulsChat));
        Assert.Equal(NewsletterState.Scheduled, (await bench.LetterAsync()).State);
    }

    [Fact]
    public async Task A_correction_that_is_declined_is_said_to_leave_the_letter_as_it_is()
    {
        await using var bench = await LetterBench.StartAsync(settings: Two);
        await bench.ValidatedAsync("Bonjour");
        await bench.SayAsync(LetterBench.Paul, LetterBench.PaulsChat, "valider");
        await bench.FinishAsync();
        await bench.SayAsync("corriger Jeudi", await bench.EventOfAsync("C'est validé"));
        await bench.SayAsync(LetterBench.Paul, LetterBench.PaulsChat, "refuser c'est vendredi");
        Assert.Equal("paul n'est pas d'accord avec la correction de « Bonjour » : c'est vendredi. La lettre reste comme elle est ; vous pouvez en proposer une autre.", await bench.LastAsync());
    }

    [Fact]
    public async Task A_picture_that_is_still_fetched_is_not_declined_with_what_was_shown()
    {
        await using var bench = await LetterBench.StartAsync(settings: Two);
        await bench.ValidatedAsync("Bonjour");
        await bench.SayAsync(LetterBench.Paul, LetterBench.PaulsChat, "valider");
        await bench.FinishAsync();
        await bench.SayAsync("corriger Jeudi", await bench.EventOfAsync("C'est validé"));
        await bench.SendFileAsync("m.image", "salle.png", "Une salle", await bench.EventOfAsync("C'est validé"));
        await bench.SayAsync(LetterBench.Paul, LetterBench.PaulsChat, "refuser");
        await bench.UploadAsync();
        await bench.SayAsync(LetterBench.Paul, LetterBench.PaulsChat, "valider");
        await bench.FinishAsync();
        Assert.All(await bench.ShownEverywhereAsync(), shown => Assert.Equal(["Bonjour", "Une salle"], shown));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancelled_before_its_hour_it_stays_so_whatever_was_proposed_of_it(bool isText)
    {
        await using var bench = await LetterBench.StartAsync(settings: Two);
        await bench.ValidatedAsync("Bonjour", "demain 8h");
        await bench.SayAsync(LetterBench.Paul, LetterBench.PaulsChat, "valider");
        if (isText)
        {
            await bench.SayAsync("corriger Jeudi", await bench.EventOfAsync("C'est validé"));
        }
        else
        {
            await bench.SendFileAsync("m.image", "salle.png", replyTo: await bench.EventOfAsync("C'est validé"));
            await bench.UploadAsync();
        }

        var asked = await bench.EventOfAsync("votre accord", LetterBench.PaulsChat);
        await bench.SayAsync("annuler", await bench.EventOfAsync("C'est validé"));
        await bench.SayAsync(LetterBench.Paul, LetterBench.PaulsChat, "valider", asked);
        Assert.Contains("n'est plus en préparation", await bench.LastAsync(LetterBench.PaulsChat), StringComparison.Ordinal);
        bench.Bot.Time.Advance(TimeSpan.FromDays(1));
        await bench.FinishAsync();
        Assert.Equal((NewsletterState.Cancelled, null, "Bonjour"), ((await bench.LetterAsync()).State, (await bench.LetterAsync()).Proposed, (await bench.LetterAsync()).Plain));
        Assert.All(await bench.ShownEverywhereAsync(), Assert.Empty);
        Assert.Equal(0, await bench.ReadAsync(db => db.Set<NewsletterFile>().CountAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task With_nobody_to_ask_it_is_said()
    {
        await using var bench = await LetterBench.StartAsync(settings: new Dictionary<string, string?>(Two) { ["Bot:Editors:1"] = "@lise:rupn.test" });
        await bench.ValidatedAsync();
        Assert.Contains("un autre éditeur doit donner son accord", await bench.LastAsync(), StringComparison.Ordinal);
        Assert.Equal(NewsletterState.Draft, (await bench.LetterAsync()).State);
    }
}
