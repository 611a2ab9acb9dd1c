using Microsoft.Extensions.DependencyInjection;
using RupnBot.Bot.Commands;
using RupnBot.Matrix;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Bot.Commands;

/// <summary>Free words in direct chat: who gets them, and what stays with the commands.</summary>
public sealed class ConversationTests
{
    private const string Anne = "@anne:rupn.test";
    private static readonly RoomId Salon = new("!salon:rupn.test");
    private static readonly RoomId Chat = new("!chat:rupn.test");

    [Fact]
    public async Task Free_words_in_direct_chat_go_to_the_conversation_and_those_in_a_salon_to_nobody()
    {
        var listener = new Listener();
        await using var bench = await StartAsync(listener);
        await bench.SyncAsync(new RoomBuilder(Salon).Says(Anne, "Plus de tablettes", bench.Time.GetUtcNow()));
        await bench.SyncAsync(new RoomBuilder(Chat).Says(Anne, "Plus de tablettes", bench.Time.GetUtcNow()));
        Assert.Equal(["Plus de tablettes"], listener.Heard);
        Assert.Empty(await bench.BodiesAsync(Salon));
        Assert.Equal("noté : Plus de tablettes", Assert.Single(await bench.BodiesAsync(Chat)));
    }

    [Fact]
    public async Task A_message_read_twice_is_taken_once()
    {
        var listener = new Listener();
        await using var bench = await StartAsync(listener);
        for (var i = 0; i < 2; i++) await bench.SyncAsync(new RoomBuilder(Chat).Says(Anne, "Plus de tablettes", bench.Time.GetUtcNow(), "$same"));
        Assert.Single(listener.Heard);
    }

    [Fact]
    public async Task A_file_in_direct_chat_is_offered_too()
    {
        var listener = new Listener();
        await using var bench = await StartAsync(listener);
        await bench.SyncAsync(new RoomBuilder(Chat).Sends(Anne, EventTypes.Message, new { msgtype = "m.file", body = "lettre.md", url = "mxc://rupn.test/a" }, bench.Time.GetUtcNow()));
        Assert.Equal(["lettre.md"], listener.Heard);
    }

    [Fact]
    public async Task What_it_leaves_is_read_as_a_command_and_what_names_one_is_said_to_be_so()
    {
        var listener = new Listener { LeavesCommands = true };
        await using var bench = await StartAsync(listener);
        await bench.SyncAsync(new RoomBuilder(Chat).Says(Anne, "statut", bench.Time.GetUtcNow()));
        Assert.Empty(listener.Heard);
        Assert.StartsWith("État pour", Assert.Single(await bench.BodiesAsync(Chat)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_question_brings_the_same_words_back_with_the_answer()
    {
        var listener = new Listener { Asks = true };
        await using var bench = await StartAsync(listener);
        await bench.SyncAsync(new RoomBuilder(Chat).Says(Anne, "Statut des tablettes", bench.Time.GetUtcNow()));
        Assert.Empty(listener.Heard);
        await bench.SyncAsync(new RoomBuilder(Chat).Says(Anne, "2", bench.Time.GetUtcNow()));
        Assert.Equal(["Statut des tablettes → b"], listener.Heard);
    }

    [Fact]
    public async Task A_refusal_is_told_and_nobody_else_reads_the_words()
    {
        var listener = new Listener { Refuses = true };
        await using var bench = await StartAsync(listener);
        await bench.SyncAsync(new RoomBuilder(Chat).Says(Anne, "statut", bench.Time.GetUtcNow()));
        Assert.Equal("non", Assert.Single(await bench.BodiesAsync(Chat)));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task Words_of_hours_ago_reach_only_who_waits_for_an_answer(bool takesLate, int heard)
    {
        var listener = new Listener { TakesLate = takesLate };
        await using var bench = await StartAsync(listener);
        await bench.SyncAsync(new RoomBuilder(Chat).Says(Anne, "Plus de tablettes", bench.Time.GetUtcNow().AddHours(-3)));
        Assert.Equal(heard, listener.Heard.Count);
    }

    [Fact]
    public async Task One_for_editors_does_not_hear_a_colleague()
    {
        var listener = new Listener { Role = Role.Editor };
        await using var bench = await StartAsync(listener);
        await bench.SyncAsync(new RoomBuilder(Chat).Says(Anne, "Plus de tablettes", bench.Time.GetUtcNow()));
        Assert.Empty(listener.Heard);
    }

    [Fact]
    public async Task A_flood_of_words_is_bounded_as_commands_are()
    {
        var listener = new Listener();
        await using var bench = await StartAsync(listener);
        var flood = new RoomBuilder(Chat);
        for (var i = 0; i < CommandQuota.Most + 10; i++) flood.Says(Anne, $"mot {i}", bench.Time.GetUtcNow());
        await bench.SyncAsync(flood);
        Assert.Equal(CommandQuota.Most, listener.Heard.Count);
        Assert.Equal(CommandQuota.Most + 1, (await bench.BodiesAsync(Chat)).Count);
    }

    private static async Task<BotBench> StartAsync(Listener listener)
    {
        var bench = await BotBench.StartAsync(configure: services => services.AddSingleton<IConversation>(listener));
        await bench.SyncAsync(RoomBuilder.Joined(Salon.Value, "Profs", Anne), RoomBuilder.Direct(Chat.Value, Anne));
        return bench;
    }

    private sealed class Listener : IConversation
    {
        public List<string> Heard { get; } = [];

        public bool LeavesCommands { get; init; }

        public bool Asks { get; init; }

        public bool Refuses { get; init; }

        // Before all of the bot's own.
        public int Order => int.MinValue;

        public Role Role { get; init; } = Role.Colleague;

        public bool TakesLate { get; init; }

        public async Task<bool> TakeAsync(CommandContext context, Said said, CancellationToken cancellationToken)
        {
            if (Refuses) throw new CommandFault("non");
            if (LeavesCommands && said.Command is not null) return false;
            var words = said.Body;
            if (Asks) words += " → " + await context.ChooseAsync("slot", "Laquelle ?", [new("a", "Alpha"), new("b", "Bêta")], cancellationToken);
            Heard.Add(words);
            await context.ReplyAsync($"noté : {words}", cancellationToken);
            return true;
        }
    }
}
