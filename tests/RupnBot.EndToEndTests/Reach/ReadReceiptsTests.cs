using RupnBot.Demo;
using RupnBot.Demo.Colleagues;
using RupnBot.Demo.Story;
using RupnBot.EndToEndTests.Bench;
using RupnBot.EndToEndTests.Bench.Encryption;

namespace RupnBot.EndToEndTests.Reach;

/// <summary>The figure of a digest against the receipts of real clients: who has shown it, who something later, who something earlier, who hides it.</summary>
public sealed class ReadReceiptsTests(EncryptedStage stage) : IClassFixture<EncryptedStage>
{
    private static readonly TimeSpan SomeMinutes = TimeSpan.FromMinutes(6);
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_a_plain_salon_it_is_right()
    {
        var homeserver = stage.Bot.Proxied.Homeserver;
        using var anne = await homeserver.CreateUserAsync("Anne Roy", Token);
        var salon = await anne.CreateSalonAsync("Salle des professeurs", SalonKind.Forum, [stage.Bot.UserId], Token);
        using var karimAccount = await homeserver.CreateUserAsync("Karim Diallo", Token);
        using var liseAccount = await homeserver.CreateUserAsync("Lise Petit", Token);
        await using var karim = await JsColleague.LogInAsync(homeserver.Address, karimAccount.LocalPart, karimAccount.Password, Token);
        await using var lise = await JsColleague.LogInAsync(homeserver.Address, liseAccount.LocalPart, liseAccount.Password, Token);
        await karim.JoinAsync(salon, Token);
        await lise.JoinAsync(salon, Token);
        using var others = await Crowd.JoinAsync(homeserver, salon, 8, Token);
        var welcome = await anne.WaitForTextAsync(salon, "Je ne conserve pas vos conversations", Token);
        await anne.SayAsync(salon, "!suivi oui", Token);
        await anne.WaitForTextAsync(salon, "mesure désormais", Token);

        await anne.SayAsync(salon, $"!relayer {stage.Bot.ServePage()}", Token);
        await anne.SayAsync(salon, Subscription(), Token);
        var digest = await anne.WaitForAsync(salon, item => item.MessageType == "m.text" && item.Body?.Contains(EncryptedBot.ArticleTitle, StringComparison.Ordinal) == true, Token, SomeMinutes);
        var later = await anne.SayAsync(salon, "Qui a la clé du CDI ?", Token);
        await karim.WaitForAsync(item => (string?)item["event_id"] == later, Token);
        await lise.WaitForAsync(item => (string?)item["event_id"] == later, Token);
        await karim.MarkReadAsync(salon, digest.EventId, Token);
        await lise.MarkReadAsync(salon, later, Token, hidden: true);
        await others.ReadAsync(0, digest.EventId, Token);
        await others.ReadAsync(1, later, Token);
        await others.ReadAsync(2, welcome.EventId, Token);
        await others.ReadAsync(3, later, Token, isPrivate: true);
        await anne.ReactAsync(salon, digest.EventId, "👍", Token);

        // Anne, Karim, Lise and eight others; Karim and two of them have read it, and Anne alone has reacted.
        await WaitForFigureAsync(
            async () => (await anne.WaitForAsync(salon, await AskedAsync(anne, salon), Token)).Body!, "lu par 3 membres sur 11 au moins, 27\u00a0%\u00a0; 1 réaction");
    }

    [Fact]
    public async Task In_an_encrypted_salon_it_is_right_and_later_receipts_are_added()
    {
        var salon = await stage.OpenSalonAsync(Token);
        using var others = await Crowd.InviteAsync(stage.Bot.Proxied.Homeserver, stage.Anne, salon, 7, Token);
        await stage.Anne.SayAsync(salon, "!suivi oui", Token);
        await stage.Karim.WaitForTextAsync(salon, "mesure désormais", Token);

        await stage.Anne.SayAsync(salon, $"!relayer {stage.Bot.ServePage()}", Token);
        await stage.Anne.SayAsync(salon, Subscription(), Token);
        var digest = await stage.Karim.WaitForAsync(salon, item => item.Sender == stage.Bot.UserId && item.MessageType == "m.text" && item.Body?.Contains(EncryptedBot.ArticleTitle, StringComparison.Ordinal) == true, Token, SomeMinutes);
        var later = await stage.Karim.SayAsync(salon, "Qui a la clé du CDI ?", Token);
        await stage.Anne.WaitForTextAsync(salon, "Qui a la clé", Token);
        await stage.Karim.MarkReadAsync(salon, digest.EventId, Token);
        await stage.Anne.MarkReadAsync(salon, later, Token);
        await others.ReadAsync(0, later, Token);
        await WaitForFigureAsync(async () => (await stage.Bot.AskAsync(stage.Anne, salon, "!suivi", Token)).Body!, "lu par 3 membres sur 10 au moins, 30\u00a0%");

        await stage.Bot.Proxied.Process.KillAsync(Token);
        await others.ReadAsync(1, digest.EventId, Token);
        stage.Bot.Proxied.Process.Launch();

        await WaitForFigureAsync(async () => (await stage.Bot.AskAsync(stage.Anne, salon, "!suivi", Token)).Body!, "lu par 4 membres sur 10 au moins, 40\u00a0%");
        await Wire.AssertNothingInClearAsync(stage.Anne.Account, salon, stage.Bot.UserId, Token);
    }

    [Fact]
    public async Task Of_a_letter_its_editor_is_told_the_right_one()
    {
        var salon = await stage.OpenSalonAsync(Token, "Salon Lecture");
        using var others = await Crowd.InviteAsync(stage.Bot.Proxied.Homeserver, stage.Anne, salon, 7, Token);
        await stage.Anne.SayAsync(salon, "!suivi oui", Token);
        var earlier = await stage.Karim.WaitForTextAsync(salon, "mesure désormais", Token);
        var chat = await stage.Editor.OpenDirectChatAsync(stage.Bot.UserId, Token);
        await stage.Editor.WaitForTextAsync(chat, "pas à pas", Token);
        await stage.Editor.SayAsync(chat, "lettre Ateliers mardi à midi", Token);
        await stage.Editor.WaitForTextAsync(chat, "Pour continuer", Token);
        await stage.Editor.SayAsync(chat, "à : Salon Lecture", Token);
        await stage.Editor.WaitForTextAsync(chat, "1 salon, 10 personnes", Token);
        await stage.Editor.SayAsync(chat, "valider", Token);
        var validated = await stage.Editor.WaitForTextAsync(chat, "C'est validé", Token);

        var letter = await stage.Karim.WaitForTextAsync(salon, "Ateliers mardi à midi", Token, SomeMinutes);
        var later = await stage.Karim.SayAsync(salon, "Qui a la clé du CDI ?", Token);
        await stage.Anne.WaitForTextAsync(salon, "Qui a la clé", Token);
        await stage.Karim.MarkReadAsync(salon, letter.EventId, Token);
        await stage.Anne.MarkReadAsync(salon, later, Token);
        await others.ReadAsync(0, later, Token);
        await others.ReadAsync(1, earlier.EventId, Token);
        await others.ReadAsync(2, later, Token, isPrivate: true);
        await stage.Anne.Account.ReactAsync(salon, letter.EventId, "👍", Token);

        // Of Anne, Karim, Lise and seven others: Karim, Anne and one of the seven.
        await WaitForFigureAsync(
            () => FollowUpAsync(chat, validated.EventId), "Lu par 3 membres sur 10 au moins, 30\u00a0%\u00a0; salons qui mesurent la lecture\u00a0: 1\u00a0; réactions\u00a0: 1");
    }

    private async Task<string> FollowUpAsync(string chat, string validated)
    {
        var before = (await ToldAsync()).Count;
        await stage.Editor.ReplyAsync(chat, validated, "suivi", Token);
        return await Eventually.GetAsync(async _ => (await ToldAsync()) is var told && told.Count > before ? told[^1] : null, () => "an answer to « suivi »", null, Token);

        async Task<List<string>> ToldAsync() => [.. (await stage.Editor.ReadMessagesAsync(chat, Token)).Where(item => item.Sender == stage.Bot.UserId && item.Body!.StartsWith("«\u00a0Ateliers mardi à midi\u00a0»\u00a0: ", StringComparison.Ordinal)).Select(item => item.Body!)];
    }

    private async Task<Func<ReceivedEvent, bool>> AskedAsync(Colleague anne, string salon)
    {
        var question = await anne.SayAsync(salon, "!suivi", Token);
        return item => item.Sender == stage.Bot.UserId && item.RepliesTo == question;
    }

    // Receipts come by an answer of their own: until they have, the figure is an earlier one.
    private static async Task WaitForFigureAsync(Func<Task<string>> ask, string figure)
    {
        var last = "";
        await Eventually.GetAsync(
            async token =>
            {
                last = await ask();
                if (last.Contains(figure, StringComparison.Ordinal)) return last;
                // Whoever asks without end is asked to slow down.
                await Task.Delay(TimeSpan.FromSeconds(3), token);
                return null;
            },
            () => $"the figure {figure}; the last was {last}",
            SomeMinutes,
            Token);
    }

    private static string Subscription() => $"!abonner thème {EncryptedBot.Topic} quotidien {NextMinute.Write(NextMinute.After(TimeProvider.System.GetUtcNow(), Paris))}";
}
