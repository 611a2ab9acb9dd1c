using System.Globalization;
using System.Text.Json.Nodes;
using RupnBot.Crypto;
using RupnBot.Demo.Colleagues;
using RupnBot.Demo.Colleagues.Encryption;
using RupnBot.EndToEndTests.Bench;
using RupnBot.EndToEndTests.Bench.Encryption;

namespace RupnBot.EndToEndTests.Encryption;

/// <summary>The bot's encryption engine, without the bot, among real clients on a real homeserver.</summary>
public sealed class EngineTests(Homeservers homeservers) : IDisposable
{
    private const int Rounds = 12;

    private readonly List<Colleague> _accounts = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _accounts.ForEach(account => account.Dispose());

    [Fact]
    public async Task It_reads_real_clients_and_they_read_it_through_many_changes_of_keys()
    {
        await using var anne = await EncryptedColleague.LogInAsync(await AccountAsync("Anne Roy"), Token);
        await using var lise = await NioColleague.LogInAsync(await AccountAsync("Lise Petit"), Token);
        using var engine = await EngineColleague.LogInAsync(await AccountAsync("Robot"), Token);
        var salon = await anne.CreateSalonAsync("Équipe", [lise.UserId, engine.UserId], Token, messagesPerKey: 3);
        await lise.JoinAsync(salon, Token);
        await engine.JoinAsync(salon, Token);
        await anne.WaitForMemberAsync(salon, engine.UserId, Token);
        await lise.WaitForMemberAsync(salon, engine.UserId, Token);

        for (var round = 0; round < Rounds; round++)
        {
            await anne.SayAsync(salon, $"Anne {round} é😀", Token);
            await lise.SayAsync(salon, $"Lise {round}", Token);
            Assert.Equal(SenderTrust.CrossSigned, (await engine.WaitForTextAsync($"Anne {round} é😀", Token)).Trust);
            Assert.Equal(SenderTrust.UnsignedDevice, (await engine.WaitForTextAsync($"Lise {round}", Token)).Trust);
            await engine.SayAsync(salon, $"Robot {round} ç", Token);
            await anne.WaitForTextAsync(salon, $"Robot {round} ç", Token);
            await lise.WaitForTextAsync(salon, $"Robot {round} ç", Token);
        }

        var wire = (await Wire.ReadAsync(anne.Account, salon, Token)).Where(message => message.Sender == engine.UserId).ToList();
        Assert.Equal(Rounds / 3, wire.Select(message => message.SessionId).Distinct().Count());
        Wire.AssertNoIndexTwice(wire);
    }

    [Fact]
    public async Task A_vote_comes_with_its_relation_from_either_client()
    {
        await using var anne = await EncryptedColleague.LogInAsync(await AccountAsync("Anne Roy"), Token);
        await using var lise = await NioColleague.LogInAsync(await AccountAsync("Lise Petit"), Token);
        using var engine = await EngineColleague.LogInAsync(await AccountAsync("Robot"), Token);
        var salon = await anne.CreateSalonAsync("Équipe", [lise.UserId, engine.UserId], Token);
        await lise.JoinAsync(salon, Token);
        await engine.JoinAsync(salon, Token);
        await anne.WaitForMemberAsync(salon, engine.UserId, Token);
        await lise.WaitForMemberAsync(salon, engine.UserId, Token);

        var poll = await engine.SendAsync(salon, "org.matrix.msc3381.poll.start", Poll(), Token);
        await anne.VoteForAsync(salon, await anne.WaitForPollAsync(salon, "Quel jour", Token), "Lundi", Token);
        await lise.VoteForAsync(salon, await lise.WaitForPollAsync(salon, "Quel jour", Token), "Mardi", Token);

        foreach (var (voter, answer) in new[] { (anne.UserId, "a1"), (lise.UserId, "a2") })
        {
            var vote = await engine.WaitForAsync(item => item.Sender == voter && item.Type == "org.matrix.msc3381.poll.response", Token);
            Assert.Equal(poll, vote.Content!.Value.GetProperty("m.relates_to").GetProperty("event_id").GetString());
            Assert.Equal(answer, vote.Content.Value.GetProperty("org.matrix.msc3381.poll.response").GetProperty("answers")[0].GetString());
        }
    }

    [Fact]
    public async Task Keys_reach_who_logs_in_anew_and_not_who_has_left()
    {
        await using var anne = await EncryptedColleague.LogInAsync(await AccountAsync("Anne Roy"), Token);
        await using var karim = await EncryptedColleague.LogInAsync(await AccountAsync("Karim Diallo"), Token);
        using var engine = await EngineColleague.LogInAsync(await AccountAsync("Robot"), Token);
        var salon = await anne.CreateSalonAsync("Équipe", [karim.UserId, engine.UserId], Token);
        await karim.JoinAsync(salon, Token);
        await engine.JoinAsync(salon, Token);
        await engine.SayAsync(salon, "À tous", Token);
        await karim.WaitForTextAsync(salon, "À tous", Token);

        await using var again = await EncryptedColleague.LogInAsync(anne.Account, Token, CrossSigning.None);
        await engine.LearnOfAsync(again.UserId, again.DeviceId, Token);
        await engine.SayAsync(salon, "Au nouvel appareil aussi", Token);
        await again.WaitForTextAsync(salon, "nouvel appareil", Token);
        await again.SayAsync(salon, "Du nouvel appareil", Token);
        Assert.Equal(SenderTrust.UnsignedDevice, (await engine.WaitForTextAsync("Du nouvel appareil", Token)).Trust);

        await karim.LeaveAsync(salon, Token);
        var after = await engine.SayAsync(salon, "Sans Karim", Token);
        await anne.WaitForTextAsync(salon, "Sans Karim", Token);
        var wire = await anne.Account.ReadAsync(salon, Token);
        Assert.Equal("MEGOLM_UNKNOWN_INBOUND_SESSION_ID", await karim.TryDecryptAsync(salon, wire.Single(item => item.EventId == after), Token));
    }

    private static JsonObject Poll() => new()
    {
        ["org.matrix.msc3381.poll.start"] = new JsonObject
        {
            ["kind"] = "org.matrix.msc3381.poll.disclosed",
            ["max_selections"] = 1,
            ["question"] = new JsonObject { ["org.matrix.msc1767.text"] = "Quel jour ?" },
            ["answers"] = new JsonArray([.. new[] { "Lundi", "Mardi" }.Select((text, index) =>
                new JsonObject { ["id"] = string.Create(CultureInfo.InvariantCulture, $"a{index + 1}"), ["org.matrix.msc1767.text"] = text })]),
        },
        ["org.matrix.msc1767.text"] = "Quel jour ?",
    };

    private async Task<Colleague> AccountAsync(string name)
    {
        var account = await (await homeservers.LiftedAsync(Token)).CreateUserAsync(name, Token);
        _accounts.Add(account);
        return account;
    }
}
