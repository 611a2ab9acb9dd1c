using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Bot.Commands;

public sealed class SalonsOfOneNameTests
{
    private const string Anne = "@anne:rupn.test";
    private const string Paul = "@paul:rupn.test";

    [Fact]
    public async Task They_are_told_apart_by_their_size_and_others_keep_their_plain_name()
    {
        await using var bench = await BotBench.StartAsync();
        await bench.SyncAsync(
            RoomBuilder.Joined("!a:rupn.test", "Profs", Anne),
            RoomBuilder.Joined("!b:rupn.test", "profs", Anne, Paul),
            RoomBuilder.Joined("!c:rupn.test", "Maths", Anne),
            RoomBuilder.Direct("!chat:rupn.test", Anne));
        await bench.SyncAsync(new RoomBuilder(new("!chat:rupn.test")).Says(Anne, "abonnements", bench.Time.GetUtcNow()));
        var question = (await bench.BodiesAsync(new("!chat:rupn.test")))[^1].Split('\n');
        // The join events of the bench are of the first day of 1970.
        Assert.Equal(
            ["1. Maths", "2. Profs (2 membres, j'y suis depuis le 01/01/1970)", "3. profs (3 membres, j'y suis depuis le 01/01/1970)"],
            question.Where(line => line.Length > 1 && line[1] == '.'));
    }
}
