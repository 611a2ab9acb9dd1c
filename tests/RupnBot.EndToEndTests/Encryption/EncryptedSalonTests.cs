using RupnBot.Demo.Colleagues;
using RupnBot.Demo.Colleagues.Encryption;
using RupnBot.Demo.Story;
using RupnBot.EndToEndTests.Bench.Encryption;
using RupnBot.Polls.Opening;

namespace RupnBot.EndToEndTests.Encryption;

/// <summary>What the bot does for a salon is the same in an encrypted one, for every client.</summary>
public sealed class EncryptedSalonTests(EncryptedStage stage) : IClassFixture<EncryptedStage>
{
    private static readonly TimeSpan SomeMinutes = TimeSpan.FromMinutes(3);
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_digest_is_subscribed_to_previewed_and_read_by_every_client()
    {
        var salon = await stage.OpenSalonAsync(Token);
        await using var paul = await EncryptedColleague.LogInAsync(stage.Editor, Token);
        var chat = await paul.OpenDirectChatAsync(stage.Bot.UserId, Token);
        await paul.WaitForTextAsync(chat, "pas à pas", Token);
        await paul.SayAsync(chat, $"relayer {stage.Bot.ServePage()} #{EncryptedBot.Topic}", Token);
        await paul.WaitForTextAsync(chat, "C'est noté", Token);

        var due = NextMinute.Write(NextMinute.After(TimeProvider.System.GetUtcNow(), Paris));
        var subscribed = await stage.Bot.AskAsync(stage.Anne, salon, $"!abonner thème {EncryptedBot.Topic} quotidien {due}", Token);
        Assert.StartsWith("C'est fait", subscribed.Body, StringComparison.Ordinal);
        // Karim would be answered in the direct chat that another test opens.
        var preview = await stage.Bot.AskAsync(stage.Anne, salon, "!apercu", Token);
        Assert.Contains(EncryptedBot.ArticleTitle, preview.Body, StringComparison.Ordinal);

        bool IsDigest(ReceivedEvent item) =>
            item.Sender == stage.Bot.UserId && item.MessageType == "m.text" && item.Body?.Contains(EncryptedBot.ArticleTitle, StringComparison.Ordinal) == true;
        var digests = await Task.WhenAll(
            stage.Anne.WaitForAsync(salon, IsDigest, Token, SomeMinutes),
            stage.Karim.WaitForAsync(salon, IsDigest, Token, SomeMinutes),
            stage.Lise.WaitForAsync(salon, IsDigest, Token, SomeMinutes));
        Assert.Single(digests.Select(digest => digest.EventId).Distinct());
        Assert.All(digests, digest => Assert.True(digest.IsReadable));
        Assert.All(digests, digest => Assert.Null(digest.Shield));
        await Wire.AssertNothingInClearAsync(stage.Anne.Account, salon, stage.Bot.UserId, Token);
    }

    [Fact]
    public async Task Several_answers_are_ticked_by_reactions_that_alone_stand_in_clear()
    {
        var salon = await stage.OpenSalonAsync(Token);
        await stage.Anne.SayAsync(salon, "!sondage Quels ateliers ? | Tablettes | Pix | Vidéo | choix: plusieurs", Token);
        var poll = (await stage.Karim.WaitForTextAsync(salon, "Plusieurs réponses sont possibles", Token)).Clear;
        await stage.Lise.WaitForTextAsync(salon, "Plusieurs réponses sont possibles", Token);

        await stage.Karim.Account.ReactAsync(salon, poll.EventId, ReactionKeys.At(0), Token);
        await stage.Karim.Account.RedactAsync(salon, await stage.Karim.Account.ReactAsync(salon, poll.EventId, ReactionKeys.At(1), Token), Token);
        await stage.Lise.SayAsync(salon, "!vote 1 3", Token);
        await stage.Lise.WaitForTextAsync(salon, "C'est noté", Token);
        await stage.Anne.ReplyAsync(salon, poll.EventId, "!clore", Token);

        var result = (await stage.Karim.WaitForTextAsync(salon, "votants sur", Token)).Clear.Body;
        Assert.Contains("2 votants sur 3.", result, StringComparison.Ordinal);
        Assert.Contains("Tablettes\u00a0: 2 voix, 100\u00a0%", result, StringComparison.Ordinal);
        Assert.Contains("Pix\u00a0: 0 voix", result, StringComparison.Ordinal);

        await stage.Anne.SayAsync(salon, "!resultats image", Token);
        var picture = (await stage.Karim.WaitForAsync(salon, item => item.MessageType == "m.image", Token)).Clear;
        Assert.Contains("Tablettes\u00a0: 2 voix, 100\u00a0%", picture.Body, StringComparison.Ordinal);
        Assert.Equal([0x89, .. "PNG"u8], (await stage.Karim.DownloadAsync(salon, picture.EventId, Token)).Content[..4]);
        await Wire.AssertNothingInClearAsync(stage.Anne.Account, salon, stage.Bot.UserId, Token);
    }

    [Fact]
    public async Task Votes_of_every_client_count_as_they_were_changed_and_late_ones_do_not()
    {
        var salon = await stage.OpenSalonAsync(Token);
        await stage.Anne.SayAsync(salon, "!sondage Quel atelier ? | Tablettes | Pix | Vidéo | fin: demain 17h", Token);
        var poll = await stage.Karim.WaitForPollAsync(salon, "Quel atelier", Token);
        var atNio = await stage.Lise.WaitForPollAsync(salon, "Quel atelier", Token);

        await stage.Lise.VoteForAsync(salon, atNio, "Tablettes", Token);
        await stage.Karim.VoteForAsync(salon, poll, "Tablettes", Token);
        await stage.Karim.VoteForAsync(salon, poll, "Pix", Token);
        await stage.Anne.VoteForAsync(salon, poll, "Pix", Token);
        var regretted = await stage.Anne.VoteForAsync(salon, poll, "Vidéo", Token);
        await stage.Anne.RedactAsync(salon, regretted, Token);
        await stage.Lise.SayAsync(salon, "!vote vidéo", Token);
        await stage.Lise.WaitForTextAsync(salon, "C'est noté", Token);
        await stage.Lise.VoteForAsync(salon, atNio, "Pix", Token);
        await stage.Lise.VoteForAsync(salon, atNio, "Tablettes", Token);
        await stage.Anne.ReplyAsync(salon, poll.EventId, "!clore", Token);

        var result = (await stage.Karim.WaitForTextAsync(salon, "votants sur", Token)).Clear;
        AssertCounts(result);
        await stage.Lise.WaitForTextAsync(salon, "votants sur", Token);
        await stage.Karim.WaitForAsync(salon, item => item.Type == "org.matrix.msc3381.poll.end" && item.RelatesTo == poll.EventId, Token);
        await stage.Karim.VoteForAsync(salon, poll, "Vidéo", Token);
        await stage.Lise.VoteForAsync(salon, atNio, "Vidéo", Token);
        AssertCounts(await stage.Bot.AskAsync(stage.Anne, salon, "!resultats", Token));
        await Wire.AssertNothingInClearAsync(stage.Anne.Account, salon, stage.Bot.UserId, Token);
        Wire.AssertNoIndexTwice(await Wire.ReadAsync(stage.Anne.Account, salon, Token));
    }

    [Fact]
    public async Task Votes_given_while_the_bot_was_down_count_and_commands_are_answered()
    {
        var salon = await stage.OpenSalonAsync(Token);
        await stage.Anne.SayAsync(salon, "!sondage Quel atelier ? | Tablettes | Pix", Token);
        var poll = await stage.Karim.WaitForPollAsync(salon, "Quel atelier", Token);
        await stage.Bot.Proxied.Process.KillAsync(Token);

        await stage.Karim.VoteForAsync(salon, poll, "Pix", Token);
        await stage.Lise.VoteForAsync(salon, await stage.Lise.WaitForPollAsync(salon, "Quel atelier", Token), "Pix", Token);
        var asked = await stage.Anne.SayAsync(salon, "!statut", Token);
        stage.Bot.Proxied.Process.Launch();
        await stage.Bot.AnswerToAsync(stage.Anne, salon, asked, Token);
        await stage.Anne.SayAsync(salon, "!clore", Token);

        var result = await stage.Karim.WaitForTextAsync(salon, "votants sur", Token);
        Assert.Contains("2 votants sur 3.", result.Body, StringComparison.Ordinal);
        Assert.Contains("Pix\u00a0: 2 voix", result.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_poll_of_the_clients_button_is_followed_through_its_edit()
    {
        var salon = await stage.OpenSalonAsync(Token);
        var pollId = await stage.Anne.StartPollAsync(salon, "Quel jour ?", ["lundi", "jeudi"], Token);
        var poll = await stage.Karim.WaitForPollAsync(salon, "Quel jour", Token);
        await stage.Karim.VoteForAsync(salon, poll, "lundi", Token);
        await stage.Anne.ReplyAsync(salon, pollId, "!suivre", Token);
        await stage.Anne.WaitForTextAsync(salon, "1 votant jusqu'ici", Token);

        await stage.Anne.EditPollAsync(salon, pollId, "Quel jour ?", ["mardi", "vendredi"], Token);
        var edited = await stage.Karim.WaitForAsync(salon, item => item.Type == "org.matrix.msc3381.poll.start" && item.RelatesTo == pollId && item.RelationType == "m.replace", Token);
        await stage.Anne.VoteForAsync(salon, PollAnswers.Edited(edited.Clear, pollId), "vendredi", Token);
        await stage.Anne.EndPollAsync(salon, pollId, "fini", Token);

        var result = await stage.Karim.WaitForTextAsync(salon, "1 votant sur 3", Token);
        Assert.Contains("1 vote nul", result.Body, StringComparison.Ordinal);
        Assert.Contains("vendredi\u00a0: 1 voix", result.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_export_arrives_in_the_encrypted_direct_chat_as_an_encrypted_file()
    {
        var salon = await stage.OpenSalonAsync(Token);
        var chat = await stage.Karim.OpenDirectChatAsync(stage.Bot.UserId, Token);
        await stage.Karim.WaitForTextAsync(chat, "pas à pas", Token);
        await stage.Anne.SayAsync(salon, "!sondage Quel atelier ? | Tablettes | Pix", Token);
        var poll = await stage.Karim.WaitForPollAsync(salon, "Quel atelier", Token);
        await stage.Karim.VoteForAsync(salon, poll, "Pix", Token);
        await stage.Anne.SayAsync(salon, "!clore", Token);
        await stage.Karim.WaitForTextAsync(salon, "1 votant sur 3", Token);

        await stage.Karim.SayAsync(chat, "export tout", Token);

        var message = await stage.Karim.WaitForAsync(chat, item => item.MessageType == "m.file", Token);
        Assert.True(message.IsReadable);
        Assert.False(message.Clear.Content.ContainsKey("url"));
        var file = await stage.Karim.DownloadAsync(chat, message.EventId, Token);
        Assert.Equal(("sondages.csv", "text/csv"), (file.Name, file.MediaType));
        Assert.Contains("Pix", System.Text.Encoding.UTF8.GetString(file.Content), StringComparison.Ordinal);
        await Wire.AssertNothingInClearAsync(stage.Karim.Account, chat, stage.Bot.UserId, Token);
    }

    private static void AssertCounts(ReceivedEvent result)
    {
        Assert.Contains("3 votants sur 3.", result.Body, StringComparison.Ordinal);
        Assert.Contains("Pix\u00a0: 2 voix, 67\u00a0%", result.Body, StringComparison.Ordinal);
        Assert.Contains("Tablettes\u00a0: 1 voix, 33\u00a0%", result.Body, StringComparison.Ordinal);
        Assert.Contains("Vidéo\u00a0: 0 voix", result.Body, StringComparison.Ordinal);
    }
}
