using System.Text;
using RupnBot.Demo;
using RupnBot.Demo.Colleagues.Encryption;
using RupnBot.EndToEndTests.Bench.Encryption;

namespace RupnBot.EndToEndTests.Newsletters;

/// <summary>An editor at a real client prepares letters in an encrypted chat, from files and from a page.</summary>
public sealed class EncryptedLetterTests(EncryptedStage stage) : IClassFixture<EncryptedStage>
{
    private static readonly TimeSpan SomeMinutes = TimeSpan.FromMinutes(3);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_Markdown_file_and_an_attachment_are_opened_and_read_in_an_encrypted_salon_the_attachment_replaced_and_taken_away()
    {
        var salon = await stage.OpenSalonAsync(Token, "Salon Fichiers");
        await using var paul = await EncryptedColleague.LogInAsync(stage.Editor, Token);
        var chat = await paul.OpenDirectChatAsync(stage.Bot.UserId, Token);
        await paul.WaitForTextAsync(chat, "pas à pas", Token);

        await paul.SendFileAsync(chat, new ClearFile("lettre.md", "text/markdown", Encoding.UTF8.GetBytes("# Ateliers\n\n- mardi\n- jeudi : [Pix](https://pix.fr/)\n")), Token);
        await paul.WaitForTextAsync(chat, "Pour continuer", Token);
        var programme = new ClearFile("programme.pdf", "application/pdf", Encoding.UTF8.GetBytes("%PDF-1.7 programme"));
        await paul.SendFileAsync(chat, programme, Token);
        await paul.WaitForTextAsync(chat, "Pièce jointe : programme.pdf", Token);
        await paul.SayAsync(chat, "à : Salon Fichiers", Token);
        await paul.WaitForTextAsync(chat, "1 salon, 3 personnes", Token);
        await paul.SayAsync(chat, "valider", Token);

        await stage.Karim.WaitForAsync(salon, item => item.Sender == stage.Bot.UserId && item.Body == "Ateliers\n\n- mardi\n- jeudi : Pix (https://pix.fr/)", Token, SomeMinutes);
        var attached = await stage.Karim.WaitForAsync(salon, item => item.Sender == stage.Bot.UserId && item.MessageType == "m.file", Token, SomeMinutes);
        var read = await stage.Karim.DownloadAsync(salon, attached.EventId, Token);
        Assert.Equal((programme.Name, programme.MediaType), (read.Name, read.MediaType));
        Assert.Equal(programme.Content, read.Content);
        var sent = await paul.WaitForTextAsync(chat, "est dans 1 salon", Token, SomeMinutes);

        // The client shows the new file under the old message, and then that it is gone.
        await paul.ReplyAsync(chat, sent.EventId, "corriger pièce jointe", Token);
        await paul.WaitForTextAsync(chat, "Envoyez-moi maintenant la pièce jointe", Token);
        var corrected = new ClearFile("programme-2.pdf", "application/pdf", Encoding.UTF8.GetBytes("%PDF-1.7 le bon programme"));
        await paul.SendFileAsync(chat, corrected, Token);
        await paul.WaitForTextAsync(chat, "voici la nouvelle pièce jointe", Token, SomeMinutes);
        await stage.Karim.WaitForAsync(salon, item => item.RelationType == "m.replace" && item.MessageType == "m.file", Token, SomeMinutes);
        var replaced = await Eventually.GetAsync(
            async token => await stage.Karim.DownloadAsync(salon, attached.EventId, token) is var file && file.Name == corrected.Name ? file : null, () => "the new file", SomeMinutes, Token);
        Assert.Equal(corrected.Content, replaced.Content);
        await paul.ReplyAsync(chat, sent.EventId, "corriger sans pièce jointe", Token);
        await paul.WaitForTextAsync(chat, "n'a plus de pièce jointe", Token);
        await Eventually.GetAsync(
            async token => (await stage.Anne.Account.ReadAsync(salon, token)).Any(item => item is { Type: "m.room.encrypted", IsRedacted: false } && (item.EventId == attached.EventId || item.RelationType == "m.replace")) ? null : "yes",
            () => "the attachment and its correction are redacted",
            SomeMinutes,
            Token);
        await Wire.AssertNothingInClearAsync(stage.Anne.Account, salon, stage.Bot.UserId, Token);
    }

    [Fact]
    public async Task Of_a_page_its_title_summary_and_link_become_the_letter_that_the_salon_reads()
    {
        var salon = await stage.OpenSalonAsync(Token, "Salon Pages");
        // Another device of the same person: an identity made anew would have to be confirmed first.
        await using var paul = await EncryptedColleague.LogInAsync(stage.Editor, Token, CrossSigning.None);
        var chat = await paul.OpenDirectChatAsync(stage.Bot.UserId, Token);
        await paul.WaitForTextAsync(chat, "pas à pas", Token);
        var page = stage.Bot.ServePage();
        await paul.SayAsync(chat, $"lettre {page}", Token);
        var preview = await paul.WaitForAsync(chat, item => item.Sender == stage.Bot.UserId && item.MessageType == "m.text", Token, SomeMinutes);
        Assert.Equal($"{EncryptedBot.ArticleTitle}\n\nRéserver, distribuer, recharger.\n\nLire la suite ({page})", preview.Body);
        await paul.WaitForTextAsync(chat, "Pour continuer", Token);
        await paul.SayAsync(chat, "à : Salon Pages", Token);
        await paul.WaitForTextAsync(chat, "1 salon, 3 personnes", Token);
        await paul.SayAsync(chat, "valider", Token);
        var read = await stage.Karim.WaitForAsync(salon, item => item.Sender == stage.Bot.UserId && item.MessageType == "m.text" && item.Body == preview.Body, Token, SomeMinutes);
        Assert.Equal(preview.Clear.FormattedBody, read.Clear.FormattedBody);
    }
}
