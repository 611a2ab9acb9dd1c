using RupnBot.EndToEndTests.Bench;
using RupnBot.Matrix;

namespace RupnBot.EndToEndTests.Matrix;

public sealed class MessageTests(Homeservers homeservers)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_transaction_is_one_event_and_its_echo_says_so()
    {
        var (client, room) = await SalonAsync();
        var content = MessageContent.Text("une fois").WithExtra("fr.rupnbot.id", "42");

        var first = await client.SendAsync(room, content, "txn/1", Token);
        var second = await client.SendAsync(room, content, "txn/1", Token);

        Assert.Equal(first, second);
        var echo = (await client.SyncAsync(null, null, TimeSpan.Zero, ct: Token)).Rooms.Join[room].Timeline.Events.Single(read => read.EventId == first);
        Assert.Equal("txn/1", echo.TransactionId);
        Assert.Equal("42", echo.RawContent.GetProperty("fr.rupnbot.id").GetString());
    }

    [Fact]
    public async Task Edits_replies_threads_and_reactions_are_found_by_what_they_relate_to()
    {
        var (client, room) = await SalonAsync();
        var root = await client.SayAsync(room, "racine", Token);
        var edit = await client.SendAsync(room, MessageContent.Html("corrigé", "<b>corrigé</b>").AsEditOf(root), "e", Token);
        var reply = await client.SendAsync(room, MessageContent.Notice("réponse").AsReplyTo(root), "r", Token);
        var threaded = await client.SendAsync(room, MessageContent.Text("fil").InThread(root), "t", Token);
        var reaction = await client.SendAsync(room, new ReactionContent(root, "👍"), "a", Token);

        Assert.Equal(edit, Assert.Single((await client.GetRelationsAsync(room, root, RelatesTo.Replace, ct: Token)).Events).EventId);
        Assert.Equal(threaded, Assert.Single((await client.GetRelationsAsync(room, root, RelatesTo.Thread, EventTypes.Message, ct: Token)).Events).EventId);
        Assert.Equal(reaction, Assert.Single((await client.GetRelationsAsync(room, root, RelatesTo.Annotation, ct: Token)).Events).EventId);
        Assert.Equal(root, Assert.IsType<MessageContent>((await client.GetEventAsync(room, reply, Token))!.Content).RelatesTo!.InReplyTo);
        var page = await client.GetRelationsAsync(room, root, limit: 1, recurse: true, ct: Token);
        Assert.NotNull(page.NextBatch);
        Assert.NotEqual(page.Events[0].EventId, Assert.Single((await client.GetRelationsAsync(room, root, from: page.NextBatch, limit: 1, ct: Token)).Events).EventId);
    }

    [Theory]
    [InlineData("10")]
    [InlineData("11")]
    public async Task A_redacted_event_is_empty_and_the_redaction_names_it_in_any_room_version(string version)
    {
        var (client, room) = await SalonAsync(version);
        var message = await client.SayAsync(room, "oups", Token);

        var redaction = await client.RedactAsync(room, message, "x", "erreur", Token);

        var read = (await client.GetEventAsync(room, message, Token))!;
        Assert.True(read.IsRedacted);
        Assert.False(Assert.IsType<UnknownContent>(read.Content).Malformed);
        Assert.Equal(message, (await client.GetEventAsync(room, redaction, Token))!.Redacts);
    }

    [Fact]
    public async Task History_is_read_page_by_page_to_the_first_event()
    {
        var (client, room) = await SalonAsync();
        for (var i = 0; i < 5; i++) await client.SayAsync(room, $"message {i}", Token);

        var page = await client.GetMessagesAsync(room, Direction.Backward, limit: 2, ct: Token);
        var older = await client.GetMessagesAsync(room, Direction.Backward, from: page.End, limit: 2, ct: Token);
        var all = new List<MatrixEvent>();
        await foreach (var read in client.ReadHistoryAsync(room, Direction.Backward, from: page.End, ct: Token)) all.Add(read);

        Assert.Equal(["message 4", "message 3"], page.Events.Select(MatrixUser.Body));
        Assert.Equal(["message 2", "message 1"], older.Events.Select(MatrixUser.Body));
        Assert.Equal(["message 2", "message 1", "message 0"], all.Take(3).Select(MatrixUser.Body));
        Assert.Equal(EventTypes.Create, all[^1].Type);
    }

    [Fact]
    public async Task An_event_is_seen_among_its_neighbours_and_a_missing_one_is_null()
    {
        var (client, room) = await SalonAsync();
        await client.SayAsync(room, "avant", Token);
        var middle = await client.SayAsync(room, "milieu", Token);
        await client.SayAsync(room, "après", Token);

        var context = (await client.GetContextAsync(room, middle, limit: 2, Token))!;

        Assert.Equal(("avant", "milieu", "après"), (MatrixUser.Body(context.Before[0]), MatrixUser.Body(context.Event), MatrixUser.Body(context.After[0])));
        Assert.Null(await client.GetEventAsync(room, new EventId("$" + new string('x', 43)), Token));
    }

    [Fact]
    public async Task A_poll_is_opened_voted_on_and_ended()
    {
        var (client, room) = await SalonAsync();
        var poll = new PollStartContent(PollKind.Disclosed, 1, "Quel jour ?", [new PollAnswer("1", "Lundi"), new PollAnswer("2", "Mardi")]);
        var start = await client.SendAsync(room, poll, "p", Token);
        await client.SendAsync(room, new PollResponseContent(start, ["2"]), "v", Token);
        await client.SendAsync(room, new PollEndContent(start) { FallbackText = "Fini" }, "f", Token);

        var related = await client.GetRelationsAsync(room, start, RelatesTo.Reference, direction: Direction.Forward, ct: Token);

        Assert.Equal(["2"], Assert.IsType<PollResponseContent>(related.Events[0].Content).Answers!);
        Assert.Equal(start, Assert.IsType<PollEndContent>(related.Events[1].Content).Start);
        Assert.Equal("Quel jour ?", Assert.IsType<PollStartContent>((await client.GetEventAsync(room, start, Token))!.Content).Question);
    }

    [Fact]
    public async Task Typing_receipts_and_markers_are_taken()
    {
        var (client, room) = await SalonAsync();
        var message = await client.SayAsync(room, "lu", Token);

        await client.SetTypingAsync(room, typing: true, ct: Token);
        var typing = (await client.SyncAsync(null, null, TimeSpan.Zero, ct: Token)).Rooms.Join[room].Ephemeral;
        await client.SetTypingAsync(room, typing: false, ct: Token);
        await client.SendReceiptAsync(room, message, ct: Token);
        await client.SendReceiptAsync(room, message, isPrivate: true, Token);
        await client.SetReadMarkersAsync(room, message, message, ct: Token);

        Assert.Contains(typing, read => read.Type == "m.typing");
        var marker = await client.GetAccountDataAsync(room, "m.fully_read", Token);
        Assert.Equal(message.Value, marker!.Value.GetProperty("event_id").GetString());
    }

    private async Task<(MatrixClient Client, RoomId Room)> SalonAsync(string? version = null)
    {
        var client = await MatrixUser.RegisterAsync(await homeservers.LiftedAsync(Token), Token);
        return (client, await client.CreateRoomAsync(new CreateRoomOptions { RoomVersion = version }, Token));
    }
}
