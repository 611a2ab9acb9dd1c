using RupnBot.Demo;
using RupnBot.Demo.Colleagues;
using RupnBot.Demo.Colleagues.Encryption;
using RupnBot.EndToEndTests.Bench;
using RupnBot.EndToEndTests.Bench.Encryption;

namespace RupnBot.EndToEndTests.Encryption;

/// <summary>The encrypting colleagues among themselves: what the bot's own tests rely on.</summary>
public sealed class ColleaguesTests(Homeservers homeservers) : IDisposable
{
    private readonly List<Colleague> _accounts = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _accounts.ForEach(account => account.Dispose());

    [Fact]
    public async Task Two_client_libraries_read_each_other_and_vote_in_an_encrypted_salon()
    {
        await using var anne = await LogInAsync("Anne Roy");
        await using var karim = await LogInAsync("Karim Diallo");
        await using var lise = await NioColleague.LogInAsync(await AccountAsync("Lise Petit"), Token);
        var salon = await OpenSalonAsync(anne, karim);
        await anne.InviteAsync(salon, lise.UserId, Token);
        await lise.JoinAsync(salon, Token);
        await Task.WhenAll(anne.WaitForMemberAsync(salon, lise.UserId, Token), karim.WaitForMemberAsync(salon, lise.UserId, Token));

        var greeting = await anne.SayAsync(salon, "Bonjour à tous", Token);
        await Task.WhenAll(karim.WaitForTextAsync(salon, "Bonjour", Token), lise.WaitForTextAsync(salon, "Bonjour", Token));
        await karim.ReplyAsync(salon, greeting, "Bonjour Anne", Token);
        await lise.SayAsync(salon, "Salut de nio", Token);
        await Task.WhenAll(anne.WaitForTextAsync(salon, "Salut de nio", Token), lise.WaitForTextAsync(salon, "Bonjour Anne", Token));
        await anne.EditAsync(salon, greeting, "Bonjour à toutes et à tous", Token);
        await lise.WaitForAsync(salon, item => item.RelationType == "m.replace" && item.RelatesTo == greeting, Token);

        var pollId = await anne.StartPollAsync(salon, "Quel jour ?", ["Lundi", "Mardi"], Token);
        var poll = await karim.WaitForPollAsync(salon, "Quel jour", Token);
        await karim.VoteForAsync(salon, poll, "Lundi", Token);
        await lise.VoteForAsync(salon, await lise.WaitForPollAsync(salon, "Quel jour", Token), "Mardi", Token);
        var changed = await karim.VoteForAsync(salon, poll, "Mardi", Token);
        await karim.RedactAsync(salon, changed, Token);
        await anne.WaitForAsync(salon, item => item.EventId == changed && item.IsRedacted, Token);
        await anne.EndPollAsync(salon, pollId, "Mardi", Token);
        await karim.WaitForAsync(salon, item => item.Type == "org.matrix.msc3381.poll.end" && item.RelatesTo == pollId, Token);

        var model = await karim.ReadPollAsync(salon, pollId, Token);
        Assert.Equal(
            new[] { (karim.UserId, PollAnswers.IdOf(poll, "Lundi")), (lise.UserId, PollAnswers.IdOf(poll, "Mardi")) }.Order(),
            model["responses"]!.AsArray().Select(response => ((string)response!["sender"]!, (string)response["content"]!["org.matrix.msc3381.poll.response"]!["answers"]![0]!)).Order());
        Assert.All(anne.Seen(salon).Where(item => item.Clear is { StateKey: null, IsRedacted: false }), item => Assert.True(item.IsReadable || item.Clear.Type == "m.room.redaction", $"{item}"));
        var wire = await Wire.ReadAsync(anne.Account, salon, Token);
        Assert.Equal(3, wire.Select(message => message.SessionId).Distinct().Count());
        Wire.AssertNoIndexTwice(wire);
    }

    [Fact]
    public async Task A_strict_colleague_reads_signed_devices_and_hides_from_the_unsigned()
    {
        await using var anne = await LogInAsync("Anne Roy");
        await using var karim = await LogInAsync("Karim Diallo");
        await using var lise = await LogInAsync("Lise Petit", CrossSigning.None);
        await karim.TrustOnlySignedDevicesAsync(Token);
        var salon = await OpenSalonAsync(anne, karim, lise);
        await Task.WhenAll(karim.WaitForMemberAsync(salon, lise.UserId, Token), lise.WaitForMemberAsync(salon, karim.UserId, Token));

        Assert.True((await karim.DevicesOfAsync(anne.UserId, Token))[anne.DeviceId]);
        Assert.False((await karim.DevicesOfAsync(lise.UserId, Token))[lise.DeviceId]);
        await anne.SayAsync(salon, "D'un appareil signé", Token);
        Assert.Null((await karim.WaitForTextAsync(salon, "appareil signé", Token)).Shield);
        var unsigned = await lise.SayAsync(salon, "D'un appareil non signé", Token);
        Assert.Equal("UNSIGNED_SENDER_DEVICE", await karim.WaitForFailureAsync(salon, unsigned, Token));
        Assert.Equal("RED UNSIGNED_DEVICE", (await anne.WaitForTextAsync(salon, "non signé", Token)).Shield);

        var hidden = await karim.SayAsync(salon, "Pour appareils signés", Token);
        await anne.WaitForTextAsync(salon, "Pour appareils signés", Token);
        Assert.Equal("MEGOLM_KEY_WITHHELD_FOR_UNVERIFIED_DEVICE", await lise.WaitForFailureAsync(salon, hidden, Token));
    }

    [Fact]
    public async Task A_colleague_on_a_new_device_reads_what_comes_after_signed_by_the_recovery_key()
    {
        await using var anne = await LogInAsync("Anne Roy");
        await using var karim = await LogInAsync("Karim Diallo");
        var recoveryKey = await karim.CreateRecoveryKeyAsync(Token);
        var salon = await OpenSalonAsync(anne, karim);
        var before = await anne.SayAsync(salon, "Avant", Token);
        await karim.WaitForTextAsync(salon, "Avant", Token);

        await using var again = await EncryptedColleague.LogInAsync(karim.Account, Token, CrossSigning.Recover, recoveryKey);
        Assert.NotEqual(karim.DeviceId, again.DeviceId);
        await Eventually.GetAsync(
            async token => (await anne.DevicesOfAsync(karim.UserId, token)).GetValueOrDefault(again.DeviceId) ? "signed" : null,
            () => "the new device, signed",
            null,
            Token);
        await anne.SayAsync(salon, "Après", Token);

        await again.WaitForTextAsync(salon, "Après", Token);
        Assert.StartsWith("HISTORICAL_MESSAGE", await again.WaitForFailureAsync(salon, before, Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_who_left_cannot_decrypt_what_stands_on_the_wire_later()
    {
        await using var anne = await LogInAsync("Anne Roy");
        await using var karim = await LogInAsync("Karim Diallo");
        var salon = await OpenSalonAsync(anne, karim);
        var before = await anne.SayAsync(salon, "Avant", Token);
        await karim.WaitForTextAsync(salon, "Avant", Token);
        await karim.LeaveAsync(salon, Token);
        await anne.WaitForMemberAsync(salon, karim.UserId, Token, present: false);

        var after = await anne.SayAsync(salon, "Après", Token);

        var wire = await anne.Account.ReadAsync(salon, Token);
        Assert.Null(await karim.TryDecryptAsync(salon, wire.Single(item => item.EventId == before), Token));
        Assert.Equal("MEGOLM_UNKNOWN_INBOUND_SESSION_ID", await karim.TryDecryptAsync(salon, wire.Single(item => item.EventId == after), Token));
    }

    [Fact]
    public async Task A_file_lies_encrypted_on_the_server_and_a_spoilt_one_is_refused()
    {
        await using var anne = await LogInAsync("Anne Roy");
        await using var karim = await LogInAsync("Karim Diallo");
        var salon = await OpenSalonAsync(anne, karim);
        var file = new ClearFile("résultats.csv", "text/csv", "Quel jour ?;Mardi;12\r\n"u8.ToArray());

        var sent = await anne.SendFileAsync(salon, file, Token);
        await karim.WaitForAsync(salon, item => item.EventId == sent && item.MessageType == "m.file", Token);
        var read = await karim.DownloadAsync(salon, sent, Token);
        var spoilt = await anne.SendFileAsync(salon, file, Token, spoilt: true);
        await karim.WaitForAsync(salon, item => item.EventId == spoilt && item.MessageType == "m.file", Token);

        Assert.Equal((file.Name, file.MediaType), (read.Name, read.MediaType));
        Assert.Equal(file.Content, read.Content);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => karim.DownloadAsync(salon, spoilt, Token));
        Assert.Contains("another hash", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<string> OpenSalonAsync(EncryptedColleague host, params EncryptedColleague[] guests)
    {
        var salon = await host.CreateSalonAsync("Équipe", [.. guests.Select(guest => guest.UserId)], Token);
        foreach (var guest in guests)
        {
            await guest.JoinAsync(salon, Token);
            await host.WaitForMemberAsync(salon, guest.UserId, Token);
        }

        return salon;
    }

    private async Task<EncryptedColleague> LogInAsync(string name, CrossSigning crossSigning = CrossSigning.Bootstrap) =>
        await EncryptedColleague.LogInAsync(await AccountAsync(name), Token, crossSigning);

    private async Task<Colleague> AccountAsync(string name)
    {
        var account = await (await homeservers.LiftedAsync(Token)).CreateUserAsync(name, Token);
        _accounts.Add(account);
        return account;
    }
}
