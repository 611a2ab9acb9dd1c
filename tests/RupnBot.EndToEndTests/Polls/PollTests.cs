using System.Text.Json.Nodes;
using RupnBot.Demo.Colleagues;
using RupnBot.Demo.Processes;
using RupnBot.EndToEndTests.Bench;
using RupnBot.Polls.Opening;

namespace RupnBot.EndToEndTests.Polls;

public sealed class PollTests(Homeservers homeservers) : IDisposable
{
    private readonly DirectoryInfo _storage = Directory.CreateTempSubdirectory("rupnbot-storage-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _storage.Delete(recursive: true);

    [Fact]
    public async Task A_poll_of_the_bot_is_voted_in_by_taps_and_words_closed_and_its_result_told_once()
    {
        await using var stage = await StageAsync();
        await stage.Anne.SayAsync(stage.Salon, "!sondage Quel atelier ? | Tablettes | Pix | fin: demain 17h", Token);
        var poll = await stage.Anne.WaitForPollAsync(stage.Salon, "Quel atelier", Token);

        await stage.Karim.VoteForAsync(stage.Salon, poll, "Pix", Token);
        await stage.Lise.VoteForAsync(stage.Salon, poll, "Pix", Token);
        await stage.Lise.SayAsync(stage.Salon, "!vote tablettes", Token);
        await stage.Lise.WaitForTextAsync(stage.Salon, "C'est noté", Token);
        await stage.Karim.VoteForAsync(stage.Salon, poll, "Tablettes", Token);
        await stage.Anne.ReplyAsync(stage.Salon, poll.EventId, "!clore", Token);

        var result = await stage.Anne.WaitForTextAsync(stage.Salon, "votants sur", Token);
        Assert.Contains("2 votants sur 3.", result.Body, StringComparison.Ordinal);
        Assert.Contains("Tablettes\u00a0: 2 voix, 100\u00a0%", result.Body, StringComparison.Ordinal);
        Assert.Equal("m.text", (string?)result.Content["msgtype"]);
        Assert.Single(await stage.Anne.ReadAsync(stage.Salon, Token), item => item.Type == "org.matrix.msc3381.poll.end");
    }

    [Fact]
    public async Task Votes_given_while_the_bot_was_down_beyond_what_one_sync_shows_all_count()
    {
        await using var stage = await StageAsync();
        await stage.Anne.SayAsync(stage.Salon, "!sondage Quel atelier ? | Tablettes | Pix", Token);
        var poll = await stage.Anne.WaitForPollAsync(stage.Salon, "Quel atelier", Token);
        await stage.Bot.KillAsync(Token);

        await stage.Karim.VoteForAsync(stage.Salon, poll, "Pix", Token);
        // A busy salon: one /sync shows the last hundred events only.
        for (var i = 0; i < 130; i++) await stage.Lise.VoteForAsync(stage.Salon, poll, i % 2 == 0 ? "Tablettes" : "Pix", Token);
        stage.Bot.Launch();
        await stage.Bot.WaitUntilReadyAsync(null, Token);
        await stage.Anne.SayAsync(stage.Salon, "!clore", Token);

        var result = await stage.Anne.WaitForTextAsync(stage.Salon, "votants sur", Token);
        Assert.Contains("2 votants sur 3.", result.Body, StringComparison.Ordinal);
        Assert.Contains("Pix\u00a0: 2 voix", result.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_answers_are_ticked_and_unticked_by_reactions_while_the_bot_is_down_and_in_words_in_private()
    {
        await using var stage = await StageAsync();
        await stage.Anne.SayAsync(stage.Salon, "!sondage Quels ateliers ? | Tablettes | Pix | Vidéo | choix : plusieurs", Token);
        var poll = await stage.Anne.WaitForTextAsync(stage.Salon, "Plusieurs réponses sont possibles", Token);
        for (var i = 0; i < 3; i++) await stage.Anne.WaitForAsync(stage.Salon, item => IsReaction(item, ReactionKeys.At(i)), Token);
        await stage.Bot.KillAsync(Token);

        await stage.Karim.ReactAsync(stage.Salon, poll.EventId, ReactionKeys.At(0), Token);
        // A busy salon: one /sync shows the last hundred events only.
        for (var i = 0; i < 60; i++)
            await stage.Lise.RedactAsync(stage.Salon, await stage.Lise.ReactAsync(stage.Salon, poll.EventId, ReactionKeys.At(1), Token), Token);
        await stage.Lise.ReactAsync(stage.Salon, poll.EventId, ReactionKeys.At(2), Token);
        await stage.Lise.ReactAsync(stage.Salon, poll.EventId, "❤️", Token);
        stage.Bot.Launch();
        await stage.Bot.WaitUntilReadyAsync(null, Token);
        var chat = await stage.Anne.OpenDirectChatAsync(stage.Robot.UserId, Token);
        await stage.Anne.WaitForMemberAsync(chat, stage.Robot.UserId, Token);
        await stage.Anne.SayAsync(chat, "vote 1 3", Token);
        await stage.Anne.WaitForTextAsync(chat, "C'est noté\u00a0: Tablettes, Vidéo", Token);
        await stage.Anne.ReplyAsync(stage.Salon, poll.EventId, "!clore", Token);

        var result = await stage.Anne.WaitForTextAsync(stage.Salon, "votants sur", Token);
        Assert.Contains("3 votants sur 3.", result.Body, StringComparison.Ordinal);
        Assert.Contains("Tablettes\u00a0: 2 voix, 67\u00a0%", result.Body, StringComparison.Ordinal);
        Assert.Contains("Vidéo\u00a0: 2 voix, 67\u00a0%", result.Body, StringComparison.Ordinal);
        Assert.Contains("Pix\u00a0: 0 voix", result.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_poll_made_with_the_clients_button_is_followed_with_its_earlier_votes_and_ended_by_its_author()
    {
        await using var stage = await StageAsync();
        var poll = await stage.Karim.StartPollAsync(stage.Salon, "Quel jour ?", ["lundi", "jeudi"], Token);
        for (var i = 0; i < 105; i++) await stage.Lise.VoteAsync(stage.Salon, poll, ["a1"], Token);
        await stage.Anne.VoteAsync(stage.Salon, poll, ["a2"], Token);

        await stage.Lise.ReplyAsync(stage.Salon, poll, "!suivre", Token);
        await stage.Lise.WaitForTextAsync(stage.Salon, "seul l'auteur de ce sondage", Token);
        await stage.Karim.ReplyAsync(stage.Salon, poll, "!suivre", Token);
        await stage.Karim.WaitForTextAsync(stage.Salon, "2 votants jusqu'ici", Token);
        await stage.Anne.ReplyAsync(stage.Salon, poll, "!clore", Token);
        await stage.Anne.WaitForTextAsync(stage.Salon, "Seul son auteur, ou un modérateur, peut le clore\u00a0: «", Token);

        await stage.Karim.VoteAsync(stage.Salon, poll, ["a1"], Token);
        await stage.Lise.EndPollAsync(stage.Salon, poll, "fini", Token);
        await stage.Karim.EndPollAsync(stage.Salon, poll, "fini", Token);

        var result = await stage.Anne.WaitForTextAsync(stage.Salon, "3 votants sur 3", Token);
        Assert.Contains("lundi\u00a0: 2 voix, 67\u00a0%", result.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_by_its_author_is_followed_and_spoils_the_votes_for_the_old_answers()
    {
        await using var stage = await StageAsync();
        var poll = await stage.Karim.StartPollAsync(stage.Salon, "Quel jour ?", ["lundi", "jeudi"], Token);
        await stage.Lise.VoteAsync(stage.Salon, poll, ["a1"], Token);
        await stage.Karim.ReplyAsync(stage.Salon, poll, "!suivre", Token);
        await stage.Karim.WaitForTextAsync(stage.Salon, "1 votant jusqu'ici", Token);

        await stage.Karim.SendAsync(stage.Salon, "org.matrix.msc3381.poll.start", Edit(poll), Token);
        await stage.Anne.VoteAsync(stage.Salon, poll, ["b2"], Token);
        await stage.Karim.EndPollAsync(stage.Salon, poll, "fini", Token);

        var result = await stage.Anne.WaitForTextAsync(stage.Salon, "1 votant sur 3", Token);
        Assert.Contains("1 vote nul", result.Body, StringComparison.Ordinal);
        Assert.Contains("vendredi\u00a0: 1 voix", result.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_export_arrives_in_direct_chat_as_a_file()
    {
        await using var stage = await StageAsync();
        var chat = await stage.Anne.OpenDirectChatAsync(stage.Robot.UserId, Token);
        await stage.Anne.WaitForMemberAsync(chat, stage.Robot.UserId, Token);
        await stage.Anne.SayAsync(stage.Salon, "!sondage Quel atelier ? | Tablettes | Pix", Token);
        await stage.Anne.WaitForPollAsync(stage.Salon, "Quel atelier", Token);

        await stage.Anne.SayAsync(chat, "export", Token);

        var file = await stage.Anne.WaitForAsync(chat, item => (string?)item.Content["msgtype"] == "m.file", Token);
        Assert.Equal("sondages.csv", (string?)file.Content["filename"]);
        Assert.StartsWith("mxc://", (string?)file.Content["url"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_date_is_looked_for_kept_and_given_as_a_file_for_calendars_and_a_wording_without_votes_is_corrected()
    {
        await using var stage = await StageAsync();
        await stage.Anne.SayAsync(stage.Salon, "!sondage Quel atelié ? | Tablettes | Pix", Token);
        var wrong = await stage.Anne.WaitForPollAsync(stage.Salon, "Quel atelié", Token);
        await stage.Anne.ReplyAsync(stage.Salon, wrong.EventId, "!corriger Quel atelier ? | Tablettes | Pix", Token);
        await stage.Anne.WaitForPollAsync(stage.Salon, "Quel atelier", Token);
        await stage.Anne.WaitForAsync(stage.Salon, item => item.Type == "m.room.redaction" && item.Sender == stage.Robot.UserId, Token);

        await stage.Anne.SayAsync(stage.Salon, "!date Atelier ENI | dans 4 jours à 17h | dans 3 jours à 12h30 | dans 5 jours à 8h | lieu : CDI", Token);
        var poll = await stage.Anne.WaitForTextAsync(stage.Salon, "Plusieurs réponses sont possibles", Token);
        await stage.Karim.ReactAsync(stage.Salon, poll.EventId, ReactionKeys.At(1), Token);
        await stage.Lise.ReactAsync(stage.Salon, poll.EventId, ReactionKeys.At(1), Token);
        await stage.Lise.ReactAsync(stage.Salon, poll.EventId, ReactionKeys.At(2), Token);
        await stage.Anne.ReplyAsync(stage.Salon, poll.EventId, "!retenir", Token);

        await stage.Karim.WaitForTextAsync(stage.Salon, "2 personnes sont disponibles", Token);
        var file = await stage.Karim.WaitForAsync(stage.Salon, item => (string?)item.Content["msgtype"] == "m.file", Token);
        Assert.Equal("atelier-eni.ics", (string?)file.Content["filename"]);
        await stage.Karim.WaitForTextAsync(stage.Salon, "Meilleur créneau", Token);
    }

    private static bool IsReaction(ReceivedEvent item, string key) => item.Type == "m.reaction" && (string?)item.Content["m.relates_to"]?["key"] == key;

    private static JsonObject Edit(string poll)
    {
        JsonObject Content() => new()
        {
            ["org.matrix.msc3381.poll.start"] = new JsonObject
            {
                ["kind"] = "org.matrix.msc3381.poll.disclosed",
                ["max_selections"] = 1,
                ["question"] = new JsonObject { ["org.matrix.msc1767.text"] = "Quel jour ?" },
                ["answers"] = new JsonArray(
                    new JsonObject { ["id"] = "b1", ["org.matrix.msc1767.text"] = "mardi" },
                    new JsonObject { ["id"] = "b2", ["org.matrix.msc1767.text"] = "vendredi" }),
            },
            ["org.matrix.msc1767.text"] = "Quel jour ?",
        };
        var edit = Content();
        edit["m.new_content"] = Content();
        edit["m.relates_to"] = new JsonObject { ["rel_type"] = "m.replace", ["event_id"] = poll };
        return edit;
    }

    private async Task<Stage> StageAsync()
    {
        var homeserver = await homeservers.LiftedAsync(Token);
        var robot = await homeserver.CreateUserAsync("Robot", Token);
        var anne = await homeserver.CreateUserAsync("Anne Roy", Token);
        var karim = await homeserver.CreateUserAsync("Karim Diallo", Token);
        var lise = await homeserver.CreateUserAsync("Lise Petit", Token);
        var bot = await BotProcess.StartAsync(
            new BotSettings(homeserver.Address, robot.LocalPart, robot.Password, _storage.FullName)
            {
                More = new Dictionary<string, string> { ["Bot:WorkingDays"] = "EveryDay", ["Bot:WorkingHours"] = "00:00-23:59" },
            },
            Token);
        var salon = await anne.CreateSalonAsync("Salle des professeurs", SalonKind.Forum, [robot.UserId], Token);
        await anne.WaitForMemberAsync(salon, robot.UserId, Token);
        await karim.JoinAsync(salon, Token);
        await lise.JoinAsync(salon, Token);
        return new Stage(bot, robot, anne, karim, lise, salon);
    }

    private sealed record Stage(BotProcess Bot, Colleague Robot, Colleague Anne, Colleague Karim, Colleague Lise, string Salon) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Bot.DisposeAsync();
            foreach (var person in new[] { Robot, Anne, Karim, Lise }) person.Dispose();
        }
    }
}
