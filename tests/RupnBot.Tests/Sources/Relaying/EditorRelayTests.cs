using RupnBot.Digests;
using RupnBot.Matrix;
using RupnBot.Tests.Bench;
using RupnBot.Tests.Sources.Bench;

namespace RupnBot.Tests.Sources.Relaying;

/// <summary>An editor's find goes to every salon that follows its theme, and to no other.</summary>
public sealed class EditorRelayTests
{
    private const string Eve = "@eve:rupn.test";
    private static readonly RoomId EditorsChat = new("!eve:rupn.test");
    private static readonly RoomId Follows = new("!follows:rupn.test");
    private static readonly RoomId FollowsToo = new("!followstoo:rupn.test");
    private static readonly RoomId DoesNot = new("!doesnot:rupn.test");

    [Fact]
    public async Task It_enters_the_next_digest_of_the_salons_that_follow_its_theme()
    {
        await using var bench = await SourcesBench.StartAsync(more: new Dictionary<string, string?> { ["Bot:Editors:0"] = Eve });
        bench.Site.Page("scratch", "<html><head><title>Scratch en CM2</title></head><body></body></html>");
        await bench.Bot.SyncAsync(
            RoomBuilder.Joined(Follows.Value, "Collège A", SourcesBench.Anne),
            RoomBuilder.Joined(FollowsToo.Value, "Collège B", SourcesBench.Anne),
            RoomBuilder.Joined(DoesNot.Value, "Collège C", SourcesBench.Anne),
            RoomBuilder.Direct(EditorsChat.Value, Eve));
        await bench.JobsAsync();
        await bench.SayAsync(Follows, SourcesBench.Anne, "!abonner le thème Numérique lundi 8h");
        await bench.SayAsync(FollowsToo, SourcesBench.Anne, "!abonner le thème Numérique mardi 8h");
        await bench.SayAsync(EditorsChat, Eve, $"relayer {bench.Site.At("scratch")} #numérique");
        await bench.JobsAsync();

        Assert.StartsWith("C'est noté pour le prochain envoi des salons qui suivent", await bench.LastAsync(EditorsChat), StringComparison.Ordinal);
        Assert.Null(Assert.Single(await bench.ArticlesAsync()).RelayedTo);
        bench.Bot.Time.Advance(TimeSpan.FromDays(1) - TimeSpan.FromMinutes(59));
        await bench.Bot.Get<DigestTick>().RunAsync(TestContext.Current.CancellationToken);
        bench.Bot.Time.Advance(TimeSpan.FromDays(6));
        await bench.Bot.Get<DigestTick>().RunAsync(TestContext.Current.CancellationToken);
        Assert.Single(await bench.Bot.BodiesAsync(Follows), body => body.Contains("Scratch en CM2", StringComparison.Ordinal));
        Assert.Single(await bench.Bot.BodiesAsync(FollowsToo), body => body.Contains("Scratch en CM2", StringComparison.Ordinal));
        Assert.DoesNotContain(await bench.Bot.BodiesAsync(DoesNot), body => body.Contains("Scratch", StringComparison.Ordinal));
    }
}
