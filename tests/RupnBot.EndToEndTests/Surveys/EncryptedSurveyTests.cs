using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using RupnBot.Demo;
using RupnBot.Demo.Colleagues;
using RupnBot.Demo.Colleagues.Encryption;
using RupnBot.EndToEndTests.Bench;
using RupnBot.EndToEndTests.Bench.Encryption;

namespace RupnBot.EndToEndTests.Surveys;

/// <summary>A survey from its editor's first word to its results, on the real homeserver, with real clients in encrypted direct chats.</summary>
public sealed class EncryptedSurveyTests(EncryptedStage stage, Homeservers homeservers) : IClassFixture<EncryptedStage>
{
    private static readonly TimeSpan OneRound = TimeSpan.FromMinutes(3);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Bot => stage.Bot.UserId;

    [Fact]
    public async Task It_is_answered_across_a_restart_corrected_sent_and_counted_and_leaves_the_chat_and_the_key_backup()
    {
        await using var editor = await EncryptedColleague.LogInAsync(stage.Editor, Token);
        var salon = await stage.OpenSalonAsync(Token);
        await EnterAsync(salon, editor.UserId, () => editor.JoinAsync(salon, Token));
        var others = await Task.WhenAll(new[] { "Inès Faure", "Hugo Blanc", "Zoé Marin" }.Select(async name => await (await homeservers.LiftedAsync(Token)).CreateUserAsync(name, Token)));
        foreach (var other in others) await EnterAsync(salon, other.UserId, () => other.JoinAsync(salon, Token));
        var desk = await editor.OpenDirectChatAsync(Bot, Token);
        await editor.WaitForTextAsync(desk, "pas à pas", Token);
        await AskAsync(editor, desk, "enquete Usages du numérique\n1. Votre établissement ?\n- Collège\n- Lycée\n2. À l'aise ? (échelle 1 à 10)\n3. De quoi auriez-vous besoin ?", "pour lancer");
        await AskAsync(editor, desk, "valider", "C'est lancé");
        await stage.Karim.WaitForTextAsync(salon, "Personne ici ne verra vos réponses", Token);

        // Anne: half of it, the bot killed, one answer while it is down, a correction.
        var chat = await stage.Anne.OpenDirectChatAsync(Bot, Token);
        await stage.Anne.WaitForTextAsync(chat, "pas à pas", Token);
        await AskAsync(stage.Anne, chat, "répondre", "1/3");
        Assert.Contains(stage.Anne.Seen(chat), item => item.Body?.Contains("Confidentiel, non anonyme", StringComparison.Ordinal) == true);
        await AskAsync(stage.Anne, chat, "collège", "2/3");
        await stage.Bot.Proxied.Process.KillAsync(Token);
        var said = stage.Anne.Seen(chat).Count;
        await stage.Anne.SayAsync(chat, "7/10", Token);
        stage.Bot.Proxied.Process.Launch();
        await HearAsync(stage.Anne, chat, "3/3", said);
        await AskAsync(stage.Anne, chat, "Statut plus clair pour les tablettes", "Voici vos réponses");
        await AskAsync(stage.Anne, chat, "corriger 1", "1/3");
        Assert.Contains("Lycée", (await AskAsync(stage.Anne, chat, "2", "Voici vos réponses")).Body, StringComparison.Ordinal);
        await AskAsync(stage.Anne, chat, "envoyer", "Merci");

        var second = await stage.Karim.OpenDirectChatAsync(Bot, Token);
        await stage.Karim.WaitForTextAsync(second, "pas à pas", Token);
        foreach (var (words, answer) in new[] { ("répondre", "1/3"), ("1", "2/3"), ("9", "3/3"), ("Du temps", "Voici vos réponses"), ("envoyer", "Merci") }) await AskAsync(stage.Karim, second, words, answer);
        foreach (var (other, i) in others.Select((other, i) => (other, i))) await AnswerInClearAsync(other, i);

        await AskAsync(editor, desk, "clore enquête", "ne prend plus de réponses");
        var result = (await editor.WaitForTextAsync(desk, "5 personnes ont répondu", Token, OneRound)).Body!;
        Assert.Contains("Collège\u00a0: 4, soit 80\u00a0%", result, StringComparison.Ordinal);
        Assert.Contains("Lycée\u00a0: 1, soit 20\u00a0%", result, StringComparison.Ordinal);
        Assert.Contains("Moyenne\u00a0: 5. Médiane\u00a0: 4.", result, StringComparison.Ordinal);
        foreach (var words in new[] { "Statut plus clair pour les tablettes", "Du temps", "Besoin 0", "Besoin 1", "Besoin 2" }) Assert.Contains(words, result, StringComparison.Ordinal);

        await AssertRedactedAsync(chat);
        await AssertNotBackedUpAsync([chat, second], salon);
        await Wire.AssertNothingInClearAsync(stage.Anne.Account, chat, Bot, Token);
    }

    private async Task EnterAsync(string salon, string user, Func<Task> join)
    {
        await stage.Anne.InviteAsync(salon, user, Token);
        await join();
        await stage.Anne.WaitForMemberAsync(salon, user, Token);
    }

    private async Task<DecryptedEvent> AskAsync(EncryptedColleague who, string chat, string words, string answer)
    {
        var seen = who.Seen(chat).Count;
        await who.SayAsync(chat, words, Token);
        return await HearAsync(who, chat, answer, seen);
    }

    private Task<DecryptedEvent> HearAsync(EncryptedColleague who, string chat, string answer, int after) => who.WaitForAsync(
        chat,
        item => item.Sender == Bot && item.Body?.Contains(answer, StringComparison.Ordinal) == true && who.Seen(chat).Skip(after).Any(later => later.EventId == item.EventId),
        Token,
        OneRound);

    private async Task AnswerInClearAsync(Colleague who, int number)
    {
        var chat = await who.OpenDirectChatAsync(Bot, Token);
        await who.WaitForTextAsync(chat, "pas à pas", Token);
        foreach (var (words, answer) in new[] { ("répondre", "1/3"), ("1", "2/3"), ($"{number + 2}", "3/3"), ($"Besoin {number}", "Voici vos réponses"), ("envoyer", "Merci") })
        {
            await who.SayAsync(chat, words, Token);
            await who.WaitForTextAsync(chat, answer, Token);
        }
    }

    // The bot's questions and the summary; the person's answers too where it may, as in a chat whose two members have the same rights.
    private async Task AssertRedactedAsync(string chat)
    {
        var levels = await stage.Anne.Account.StateAsync(chat, "m.room.power_levels", Token);
        var mayRedact = levels["users"]?[Bot]?.GetValue<int>() >= 50;
        await Eventually.GetAsync(
            async token =>
            {
                var talk = (await stage.Anne.Account.ReadAsync(chat, token)).Where(item => item.Type == "m.room.encrypted").ToList();
                // What is left of the bot: its welcome and its thanks; of Anne, where the bot may redact, « répondre » alone.
                return talk.Count(item => item.Sender == Bot && !item.IsRedacted) == 2 && (!mayRedact || talk.Count(item => item.Sender != Bot && !item.IsRedacted) <= 1) ? "redacted" : null;
            },
            () => "the conversation, redacted",
            OneRound,
            Token);
    }

    private async Task AssertNotBackedUpAsync(IReadOnlyList<string> chats, string salon)
    {
        using var client = new HttpClient { BaseAddress = stage.Bot.Proxied.Homeserver.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", stage.Bot.Proxied.Account.AccessToken);
        JsonObject rooms = [];
        await Eventually.GetAsync(
            async token =>
            {
                var version = JsonNode.Parse(await client.GetStringAsync("/_matrix/client/v3/room_keys/version", token))!["version"]!.GetValue<string>();
                rooms = JsonNode.Parse(await client.GetStringAsync($"/_matrix/client/v3/room_keys/keys?version={version}", token))!["rooms"]!.AsObject();
                return rooms.ContainsKey(salon) && chats.All(chat => !rooms.ContainsKey(chat)) ? "apart" : null;
            },
            () => "the salon's keys in the backup, and none of the chats'",
            OneRound,
            Token);
        Assert.NotEmpty(rooms[salon]!["sessions"]!.AsObject());
    }
}
