using System.Text;
using RupnBot.EndToEndTests.Bench.Encryption;
using RupnBot.Polls.Opening;

namespace RupnBot.EndToEndTests.Encryption;

/// <summary>What is said in an encrypted direct chat, and the files that come to it and to the salon.</summary>
public sealed class EncryptedFilesTests(EncryptedStage stage) : IClassFixture<EncryptedStage>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_an_encrypted_direct_chat_one_votes_and_changes_the_vote_asks_for_results_and_gets_the_page_of_the_month()
    {
        var salon = await stage.OpenSalonAsync(Token);
        // Of one salon only, so that the bot need not ask which.
        var sophie = await stage.LogInAsync("Sophie Lambert", Token);
        await stage.Anne.InviteAsync(salon, sophie.UserId, Token);
        await sophie.JoinAsync(salon, Token);
        await sophie.WaitForMemberAsync(salon, stage.Bot.UserId, Token);
        var chat = await sophie.OpenDirectChatAsync(stage.Bot.UserId, Token);
        await sophie.WaitForTextAsync(chat, "pas à pas", Token);
        await stage.Anne.SayAsync(salon, "!sondage Quel atelier ? | Tablettes | Pix", Token);
        var poll = await sophie.WaitForPollAsync(salon, "Quel atelier", Token);

        await sophie.SayAsync(chat, "vote 2", Token);
        await sophie.WaitForTextAsync(chat, "Pix", Token);
        await sophie.SayAsync(chat, "vote 1", Token);
        await sophie.WaitForTextAsync(chat, "Tablettes", Token);
        await stage.Anne.ReplyAsync(salon, poll.EventId, "!clore", Token);
        await sophie.WaitForTextAsync(salon, "1 votant sur 4", Token);
        await sophie.SayAsync(chat, "resultats", Token);
        await sophie.WaitForTextAsync(chat, "Tablettes\u00a0: 1 voix", Token);

        await sophie.SayAsync(chat, "fiche", Token);
        var message = await sophie.WaitForAsync(chat, item => item.MessageType == "m.file", Token);
        Assert.False(message.Clear.Content.ContainsKey("url"));
        var page = await sophie.DownloadAsync(chat, message.EventId, Token);
        Assert.Equal("text/html", page.MediaType);
        Assert.Contains("Quel atelier", Encoding.UTF8.GetString(page.Content), StringComparison.Ordinal);
        await Wire.AssertNothingInClearAsync(sophie.Account, chat, stage.Bot.UserId, Token);
        await Wire.AssertNothingInClearAsync(stage.Anne.Account, salon, stage.Bot.UserId, Token);
    }

    [Fact]
    public async Task A_date_is_looked_for_kept_and_given_as_an_encrypted_file_for_calendars()
    {
        var salon = await stage.OpenSalonAsync(Token);
        await stage.Anne.SayAsync(salon, "!date Atelier ENI | dans 4 jours à 17h | dans 3 jours à 12h30 | lieu : CDI", Token);
        var poll = (await stage.Karim.WaitForTextAsync(salon, "Plusieurs réponses sont possibles", Token)).Clear;
        await stage.Lise.WaitForTextAsync(salon, "Plusieurs réponses sont possibles", Token);
        await stage.Karim.Account.ReactAsync(salon, poll.EventId, ReactionKeys.At(0), Token);
        await stage.Lise.SayAsync(salon, "!vote 1 2", Token);
        await stage.Lise.WaitForTextAsync(salon, "C'est noté", Token);
        await stage.Karim.Account.RedactAsync(salon, await stage.Karim.Account.ReactAsync(salon, poll.EventId, ReactionKeys.At(1), Token), Token);
        await stage.Anne.ReplyAsync(salon, poll.EventId, "!retenir", Token);

        await stage.Karim.WaitForTextAsync(salon, "2 personnes sont disponibles", Token);
        var message = await stage.Karim.WaitForAsync(salon, item => item.MessageType == "m.file", Token);
        Assert.False(message.Clear.Content.ContainsKey("url"));
        var file = await stage.Karim.DownloadAsync(salon, message.EventId, Token);
        Assert.Equal(("atelier-eni.ics", "text/calendar"), (file.Name, file.MediaType));
        Assert.Contains("LOCATION:CDI", Encoding.UTF8.GetString(file.Content), StringComparison.Ordinal);
        await stage.Lise.WaitForTextAsync(salon, "Meilleur créneau", Token);
        await Wire.AssertNothingInClearAsync(stage.Anne.Account, salon, stage.Bot.UserId, Token);
    }
}
