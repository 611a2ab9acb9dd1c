using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Sync;
using RupnBot.Matrix;
using RupnBot.Polls.Opening;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Polls.Life;

public sealed class SeveralPollTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_choices_are_one_message_with_a_reaction_for_each_set_by_the_bot()
    {
        await using var bench = await WithPollAsync();

        var body = (await bench.Bot.BodiesAsync(PollBench.Salon)).Single(text => text.Contains("Quels ateliers", StringComparison.Ordinal));
        Assert.Contains("1. Tablettes\n2. Pix\n3. Moodle", body, StringComparison.Ordinal);
        Assert.Contains("Le vote n'est pas anonyme", body, StringComparison.Ordinal);
        Assert.Contains("écrivez-moi en privé «\u00a0vote 1 3\u00a0»", body, StringComparison.Ordinal);
        Assert.Empty(await bench.RowsAsync(EventTypes.PollStart));
        var keys = (await bench.RowsAsync(EventTypes.Reaction)).Select(row => JsonDocument.Parse(row.Content).RootElement.GetProperty("m.relates_to").GetProperty("key").GetString());
        Assert.Equal([ReactionKeys.At(0), ReactionKeys.At(1), ReactionKeys.At(2)], keys);
    }

    [Fact]
    public async Task Reactions_given_and_withdrawn_and_votes_in_words_are_counted_and_those_of_the_bot_are_not()
    {
        await using var bench = await WithPollAsync();
        await MarkAsync(bench, BotBench.Robot.Value, 0);
        await MarkAsync(bench, PollBench.Karim, 0);
        await MarkAsync(bench, PollBench.Karim, 2);
        await MarkAsync(bench, PollBench.Lise, 0, "$lise");
        await MarkAsync(bench, PollBench.Lise, 1);
        await bench.RedactAsync(PollBench.Lise, "$lise");
        await bench.SayAsync(PollBench.Anne, "!vote 1 2");

        await CloseAsync(bench);

        var result = await bench.ResultAsync();
        Assert.Contains("3 votants sur 3.", result, StringComparison.Ordinal);
        Assert.Contains("leur somme peut dépasser 100\u00a0%", result, StringComparison.Ordinal);
        Assert.Contains("Tablettes\u00a0: 2 voix, 67\u00a0%", result, StringComparison.Ordinal);
        Assert.Contains("Pix\u00a0: 2 voix, 67\u00a0%", result, StringComparison.Ordinal);
        Assert.Contains("Moodle\u00a0: 1 voix, 33\u00a0%", result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removal_in_another_salon_withdraws_no_reaction_here()
    {
        await using var bench = await WithPollAsync();
        var other = RoomBuilder.Joined("!other:rupn.test", "Labo", PollBench.Karim);
        await bench.Bot.SyncAsync(other);
        await MarkAsync(bench, PollBench.Lise, 0, "$lise");

        await bench.RedactAsync(PollBench.Karim, "$lise", other.Id);

        Assert.Equal(1, await bench.BallotsAsync());
    }

    [Fact]
    public async Task A_heart_is_no_vote_and_a_reaction_to_another_message_neither()
    {
        await using var bench = await WithPollAsync();
        await ReactAsync(bench, PollBench.Karim, "❤️", PollBench.Start);
        await ReactAsync(bench, PollBench.Karim, ReactionKeys.At(0), "$elsewhere");

        Assert.Equal(0, await bench.BallotsAsync());
    }

    [Fact]
    public async Task A_vote_in_direct_chat_counts_for_the_salons_poll_and_repeats_the_choices()
    {
        await using var bench = await WithPollAsync();

        await bench.SayAsync(PollBench.Karim, "vote 1 et 3", room: PollBench.Chat);

        Assert.Contains("C'est noté\u00a0: Tablettes, Moodle", (await bench.Bot.BodiesAsync(PollBench.Chat))[^1], StringComparison.Ordinal);
        Assert.Equal(1, await bench.BallotsAsync());
    }

    [Fact]
    public async Task A_vote_that_is_not_understood_is_answered_with_how_to_write_it()
    {
        await using var bench = await WithPollAsync();

        await bench.SayAsync(PollBench.Karim, "vote 1 7", room: PollBench.Chat);

        Assert.Contains("vote 1 3", (await bench.Bot.BodiesAsync(PollBench.Chat))[^1], StringComparison.Ordinal);
        Assert.Equal(0, await bench.BallotsAsync());
    }

    [Fact]
    public async Task It_ends_with_the_edit_that_says_so_and_what_comes_after_does_not_count()
    {
        await using var bench = await WithPollAsync();
        await MarkAsync(bench, PollBench.Karim, 0);
        await bench.SayAsync(PollBench.Anne, "!clore");
        var edit = (await bench.RowsAsync(EventTypes.Message)).Single(row => row.Key?.StartsWith("poll-end:", StringComparison.Ordinal) == true);
        Assert.Equal(RelatesTo.Replace, JsonDocument.Parse(edit.Content).RootElement.GetProperty("m.relates_to").GetProperty("rel_type").GetString());
        await bench.Bot.SyncAsync(
            new RoomBuilder(PollBench.Salon)
                .Sends(BotBench.Robot.Value, EventTypes.Message, JsonSerializer.Deserialize<JsonElement>(edit.Content), bench.Now, "$edit")
                .Sends(PollBench.Lise, EventTypes.Reaction, Reaction(ReactionKeys.At(1)), bench.Now.AddSeconds(1)));
        await bench.ReadAsync();

        Assert.Contains("1 votant sur 3.", await bench.ResultAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reactions_that_no_sync_showed_are_read_and_the_end_too()
    {
        await using var bench = await WithPollAsync();
        await bench.SayAsync(PollBench.Anne, "!clore");
        var edit = (await bench.RowsAsync(EventTypes.Message)).Single(row => row.Key?.StartsWith("poll-end:", StringComparison.Ordinal) == true);
        bench.Bot.Time.Advance(TimeSpan.FromMinutes(5));
        await bench.RoundAsync();

        await bench.ReadAsync(
            RoomBuilder.Event(EventTypes.Reaction, PollBench.Karim, Reaction(ReactionKeys.At(0)), null, bench.Now.AddMinutes(-10), "$karim"),
            RoomBuilder.Event(EventTypes.Message, BotBench.Robot.Value, JsonSerializer.Deserialize<JsonElement>(edit.Content), null, bench.Now.AddMinutes(-5), "$edit"));

        Assert.Contains("Tablettes\u00a0: 1 voix, 100\u00a0%", await bench.ResultAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_forgotten_has_no_reaction_left_and_none_comes_back()
    {
        await using var bench = await WithPollAsync();
        await MarkAsync(bench, PollBench.Karim, 0, "$mark");

        await bench.SayAsync(PollBench.Karim, "oublie-moi", room: PollBench.Chat);
        await bench.SayAsync(PollBench.Karim, "1", room: PollBench.Chat);
        await MarkAsync(bench, PollBench.Karim, 0, "$mark");

        Assert.Equal(0, await bench.BallotsAsync());
    }

    [Fact]
    public async Task It_survives_a_restart_between_the_end_and_the_count()
    {
        await using var bench = await WithPollAsync();
        await MarkAsync(bench, PollBench.Karim, 1);
        bench.Bot.Time.SetUtcNow(new DateTimeOffset(2026, 11, 27, 18, 0, 0, TimeSpan.FromHours(1)));
        await bench.RoundAsync();
        await bench.RestartAsync();
        await EchoEndAsync(bench);
        await bench.RestartAsync();
        await bench.ReadAsync();
        await bench.RoundAsync();

        Assert.Contains("Pix\u00a0: 1 voix, 100\u00a0%", await bench.ResultAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Eleven_choices_are_too_many_to_tap()
    {
        await using var bench = await PollBench.StartAsync();

        await bench.SayAsync(PollBench.Anne, "!sondage Quoi ? | choix: plusieurs | " + string.Join(" | ", Enumerable.Range(1, 11).Select(i => $"réponse {i}")));

        Assert.Contains("Il y a 11 réponses", (await bench.Bot.BodiesAsync(PollBench.Salon))[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reactions_leave_in_clear_from_an_encrypted_salon_where_the_choices_leave_in_cipher()
    {
        await using var bench = await WithPollAsync();
        await bench.Bot.Database.WriteAsync(db => db.Set<RupnBot.Bot.Rooms.Room>().Where(room => room.Id == PollBench.Salon).ExecuteUpdateAsync(set => set.SetProperty(room => room.IsEncrypted, true), Token), Token);
        var reaction = (await bench.RowsAsync(EventTypes.Reaction))[0];
        await bench.Bot.Database.WriteAsync(
            db => db.Set<RupnBot.Bot.Outbox.OutboxMessage>().Where(row => row.Id < reaction.Id).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, RupnBot.Bot.Outbox.OutboxState.Sent).SetProperty(row => row.EventId, new EventId(PollBench.Start)), Token),
            Token);

        var claimed = await bench.Bot.Get<RupnBot.Bot.Outbox.OutboxStore>().StepAsync([], 10, [], "BENCH", Token);

        var row = Assert.Single(claimed, message => message.Row.RoomId == PollBench.Salon).Row;
        Assert.Equal((EventTypes.Reaction, null), (row.EventType, row.Ciphertext));
        Assert.Contains(PollBench.Start, row.Content, StringComparison.Ordinal);
    }

    [Fact]
    public void Sync_asks_for_reactions() => Assert.Contains(EventTypes.Reaction, SyncFilter.For("s"), StringComparison.Ordinal);

    internal static async Task<PollBench> WithPollAsync()
    {
        var bench = await PollBench.StartAsync(withChat: true);
        await bench.SayAsync(PollBench.Anne, "!sondage Quels ateliers ? | Tablettes | Pix | Moodle | choix : plusieurs | fin: vendredi 18h");
        var start = (await bench.RowsAsync(EventTypes.Message)).Single(row => row.Key?.StartsWith("poll-start:", StringComparison.Ordinal) == true);
        await bench.Bot.SyncAsync(new RoomBuilder(PollBench.Salon).Sends(BotBench.Robot.Value, EventTypes.Message, JsonSerializer.Deserialize<JsonElement>(start.Content), bench.Now, PollBench.Start));
        return bench;
    }

    internal static Task MarkAsync(PollBench bench, string user, int position, string? eventId = null) =>
        bench.Bot.SyncAsync(new RoomBuilder(PollBench.Salon).Sends(user, EventTypes.Reaction, Reaction(ReactionKeys.At(position)), bench.Now, eventId));

    private static Task ReactAsync(PollBench bench, string user, string key, string target) =>
        bench.Bot.SyncAsync(new RoomBuilder(PollBench.Salon).Sends(user, EventTypes.Reaction, Reaction(key, target), bench.Now));

    private static object Reaction(string key, string target = PollBench.Start) =>
        new Dictionary<string, object> { ["m.relates_to"] = new { rel_type = RelatesTo.Annotation, event_id = target, key } };

    private static async Task CloseAsync(PollBench bench)
    {
        bench.Bot.Time.SetUtcNow(new DateTimeOffset(2026, 11, 27, 18, 0, 0, TimeSpan.FromHours(1)));
        await bench.RoundAsync();
        await EchoEndAsync(bench);
        await bench.ReadAsync();
    }

    private static async Task EchoEndAsync(PollBench bench)
    {
        var edit = (await bench.RowsAsync(EventTypes.Message)).Single(row => row.Key?.StartsWith("poll-end:", StringComparison.Ordinal) == true);
        await bench.Bot.SyncAsync(new RoomBuilder(PollBench.Salon).Sends(BotBench.Robot.Value, EventTypes.Message, JsonSerializer.Deserialize<JsonElement>(edit.Content), bench.Now, "$edit"));
    }
}
