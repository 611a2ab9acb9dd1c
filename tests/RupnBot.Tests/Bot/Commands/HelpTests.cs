using Microsoft.Extensions.DependencyInjection;
using RupnBot.Bot.Commands;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Bot.Commands;

public sealed class HelpTests : IAsyncLifetime
{
    private const string Anne = "@anne:rupn.test";
    private const string Paul = "@paul:rupn.test";
    private const string Editor = "@claude:rupn.test";
    private static readonly RoomId Salon = new("!salon:rupn.test");

    private BotBench _bench = null!;

    public async ValueTask InitializeAsync()
    {
        _bench = await BotBench.StartAsync(settings: new Dictionary<string, string?> { ["Bot:Editors:0"] = Editor });
        await _bench.SyncAsync(RoomBuilder.Joined(Salon.Value, "Profs", Anne, Paul, Editor), RoomBuilder.Direct(ChatOf(Anne).Value, Anne), RoomBuilder.Direct(ChatOf(Editor).Value, Editor));
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Theory]
    [InlineData(Paul, true, 10)]
    [InlineData(Anne, true, 17)]
    [InlineData(Anne, false, 18)]
    [InlineData(Editor, false, 20)]
    public async Task Help_is_read_at_a_glance_and_names_every_command_one_may_use_there(string who, bool inSalon, int lines)
    {
        var help = await AskAsync(who, inSalon ? "!aide" : "aide", inSalon ? Salon : ChatOf(who));

        Assert.InRange(help.Split('\n').Count(line => line.Length > 0), 6, lines);
        var isReferent = who == Anne;
        var place = inSalon ? Places.Salon : Places.Direct;
        var usable = Commands().Where(info => info.Places.HasFlag(place) && info.Role <= (who == Editor ? Role.Editor : isReferent ? Role.Referent : Role.Colleague) && (isReferent || info.Role != Role.Referent)).ToList();
        Assert.True(usable.Count > 15);
        // The foot has an example: a command named there alone is not found.
        var body = help[..help.LastIndexOf("\n\n", StringComparison.Ordinal)];
        Assert.All(usable.Where(info => info.Name != "aide"), info => Assert.Contains((inSalon ? "!" : "") + info.Name, TextFolding.Fold(body).Split(' ', ',', '\n', '.')));
        Assert.DoesNotContain("confiance", help, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_referent_needs_most_in_a_salon_has_its_example()
    {
        var help = await AskAsync(Anne, "!aide", Salon);

        Assert.Contains("- !sondage Quel ", help, StringComparison.Ordinal);
        Assert.Contains("- !abonner SRANE lundi 8h", help, StringComparison.Ordinal);
        Assert.DoesNotContain("- !sondage", await AskAsync(Paul, "!aide", Salon), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_of_it_with_an_example_each_goes_to_who_asked_alone()
    {
        await AskAsync(Anne, "!aide tout", Salon);

        Assert.Empty(await _bench.BodiesAsync(Salon));
        var help = Assert.Single(await _bench.BodiesAsync(ChatOf(Anne)));
        foreach (var info in Commands().Where(info => info.Places.HasFlag(Places.Salon) && info.Role <= Role.Referent))
            Assert.Contains("- !" + _bench.Get<Texts>().Get($"Help.{info.Name}.Example"), help, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_any_command_the_example_is_shown()
    {
        foreach (var info in Commands())
        {
            // A dozen at a time: more is a flood.
            _bench.Time.Advance(TimeSpan.FromMinutes(5));
            Assert.Contains("!" + _bench.Get<Texts>().Get($"Help.{info.Name}.Example"), await AskAsync(Paul, $"!aide {info.Name}", Salon), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_word_that_is_no_command_is_answered_with_how_to_see_them_all() =>
        Assert.Equal("Je ne connais pas «\u00A0photocopieur\u00A0». Pour voir toutes les commandes, écrivez «\u00A0!aide tout\u00A0».", await AskAsync(Paul, "!aide photocopieur", Salon));

    private static RoomId ChatOf(string user) => new($"!chat-{user[1..]}");

    private List<CommandInfo> Commands() => [.. _bench.Services.GetServices<ICommand>().Select(command => command.Info).Where(info => !info.IsHidden)];

    private async Task<string> AskAsync(string who, string text, RoomId room)
    {
        await _bench.SyncAsync(new RoomBuilder(room).Says(who, text, _bench.Time.GetUtcNow()));
        return (await _bench.BodiesAsync(room)).LastOrDefault() ?? "";
    }
}
