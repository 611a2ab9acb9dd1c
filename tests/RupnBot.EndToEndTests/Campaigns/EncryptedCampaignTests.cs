using RupnBot.Demo.Colleagues;
using RupnBot.Demo.Colleagues.Encryption;
using RupnBot.EndToEndTests.Bench;
using RupnBot.EndToEndTests.Bench.Encryption;

namespace RupnBot.EndToEndTests.Campaigns;

/// <summary>
/// A campaign of eight questions to a list of people, on the real homeserver: some of them real clients in encrypted direct chats, whom the bot
/// invites there; what the field's size adds is counted in <c>FieldCampaignTests</c> by the same handlers.
/// </summary>
public sealed class EncryptedCampaignTests(EncryptedStage stage, Homeservers homeservers) : IClassFixture<EncryptedStage>
{
    private const string Written = """
        enquete Usages du numérique
        1. Votre établissement ?
        - Collège
        - Lycée
        2. Quels outils ? (plusieurs)
        - ENT
        - Pix
        3. À l'aise ? (échelle 1 à 10)
        4. Combien de séances ? (nombre)
        5. Participez-vous au pilotage ?
        - Oui
        - Non
        6. Manque d'information ?
        - Oui
        - Non
        7. Ateliers organisés ?
        - Oui
        - Non
        8. Accessibilité connue ?
        - Oui
        - Non
        """;

    private static readonly TimeSpan OneRound = TimeSpan.FromMinutes(3);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Bot => stage.Bot.UserId;

    [Fact]
    public async Task People_of_a_list_are_invited_in_their_encrypted_direct_chats_across_a_kill_and_the_editor_reads_the_rate_and_the_shares()
    {
        await using var editor = await EncryptedColleague.LogInAsync(stage.Editor, Token);
        var desk = await OpenAsync(editor);
        var (anne, karim) = (await OpenAsync(stage.Anne), await OpenAsync(stage.Karim));
        var others = await Task.WhenAll(new[] { "Inès Faure", "Hugo Blanc", "Zoé Marin", "Luc Petit" }.Select(async name => await (await homeservers.LiftedAsync(Token)).CreateUserAsync(name, Token)));
        var chats = new List<string>();
        foreach (var other in others)
        {
            chats.Add(await other.OpenDirectChatAsync(Bot, Token));
            await other.WaitForTextAsync(chats[^1], "pas à pas", Token);
        }

        await AskAsync(editor, desk, Written, "pour lancer");
        var list = string.Join('\n', others.Select(other => other.UserId).Prepend(stage.Karim.UserId).Prepend(stage.Anne.UserId));
        await AskAsync(editor, desk, $"campagne enquête\nfin : dans 2 jours\nà : {list}", "6 personnes de la liste");
        await AskAsync(editor, desk, "valider", "C'est parti");
        // Killed before its first wave: the places are rows, and the waves find them.
        await stage.Bot.Proxied.Process.KillAsync(Token);
        stage.Bot.Proxied.Process.Launch();
        await stage.Anne.WaitForTextAsync(anne, "Pour commencer, écrivez ici", Token, OneRound);
        await stage.Karim.WaitForTextAsync(karim, "Pour commencer, écrivez ici", Token, OneRound);

        // Of six invited five answer: two of them in cipher.
        await AnswerAsync(stage.Anne, anne, school: "1");
        await AnswerAsync(stage.Karim, karim, school: "2");
        foreach (var (other, chat) in others.Zip(chats).Take(3)) await AnswerInClearAsync(other, chat);

        await AskAsync(editor, desk, "campagne suivi", "5 personnes sur 6 invitées");
        await AskAsync(editor, desk, "campagne clore", "se termine");
        var result = (await editor.WaitForAsync(desk, item => item.Body?.Contains("5 personnes ont répondu", StringComparison.Ordinal) == true && item.Body.Contains("Taux de réponse", StringComparison.Ordinal), Token, OneRound)).Body!;
        Assert.Contains("83,3\u00a0% (5 personnes sur 6 invitées", result, StringComparison.Ordinal);
        Assert.Contains("Collège\u00a0: 4, soit 80\u00a0%", result, StringComparison.Ordinal);
        Assert.Contains("Lycée\u00a0: 1, soit 20\u00a0%", result, StringComparison.Ordinal);
        // Each was invited once, whatever was repeated.
        foreach (var (other, chat) in others.Zip(chats))
            Assert.Single(await other.ReadAsync(chat, Token), item => item.Sender == Bot && item.Body?.Contains("Pour commencer, écrivez ici", StringComparison.Ordinal) == true);
        await Wire.AssertNothingInClearAsync(stage.Anne.Account, anne, Bot, Token);
    }

    private async Task<string> OpenAsync(EncryptedColleague who)
    {
        var chat = await who.OpenDirectChatAsync(Bot, Token);
        await who.WaitForTextAsync(chat, "pas à pas", Token);
        return chat;
    }

    private async Task AnswerAsync(EncryptedColleague who, string chat, string school)
    {
        foreach (var (words, answer) in Talk(school)) await AskAsync(who, chat, words, answer);
    }

    private static async Task AnswerInClearAsync(Colleague who, string chat)
    {
        foreach (var (words, answer) in Talk("1"))
        {
            await who.SayAsync(chat, words, Token);
            await who.WaitForTextAsync(chat, answer, Token);
        }
    }

    private static (string Words, string Answer)[] Talk(string school) =>
    [
        ("répondre", "1/8"), (school, "2/8"), ("1 2", "3/8"), ("7", "4/8"), ("3", "5/8"), ("1", "6/8"), ("2", "7/8"), ("1", "8/8"), ("2", "Voici vos réponses"), ("envoyer", "Merci"),
    ];

    private async Task AskAsync(EncryptedColleague who, string chat, string words, string answer)
    {
        var seen = who.Seen(chat).Count;
        await who.SayAsync(chat, words, Token);
        await who.WaitForAsync(
            chat,
            item => item.Sender == Bot && item.Body?.Contains(answer, StringComparison.Ordinal) == true && who.Seen(chat).Skip(seen).Any(later => later.EventId == item.EventId),
            Token,
            OneRound);
    }
}
