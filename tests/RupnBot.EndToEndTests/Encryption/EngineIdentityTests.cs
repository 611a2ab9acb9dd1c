using RupnBot.Crypto;
using RupnBot.Demo;
using RupnBot.Demo.Colleagues;
using RupnBot.Demo.Colleagues.Encryption;
using RupnBot.EndToEndTests.Bench;
using RupnBot.EndToEndTests.Bench.Encryption;

namespace RupnBot.EndToEndTests.Encryption;

/// <summary>The engine's identity, secret storage and key backup, read by a real client, and a real client's read by the engine.</summary>
public sealed class EngineIdentityTests(Homeservers homeservers) : IDisposable
{
    private readonly List<Colleague> _accounts = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _accounts.ForEach(account => account.Dispose());

    [Fact]
    public async Task A_colleague_who_trusts_only_signed_devices_and_the_engine_read_each_other()
    {
        await using var sophie = await EncryptedColleague.LogInAsync(await AccountAsync("Sophie Lambert"), Token);
        await sophie.TrustOnlySignedDevicesAsync(Token);
        using var engine = await EngineColleague.LogInAsync(await AccountAsync("Robot"), Token, new CryptoOptions { Recipients = KeyRecipients.CrossSigned });

        var (identity, backup, _) = await engine.SetUpIdentityAsync(null, Token);
        var salon = await OpenSalonAsync(sophie, engine);
        await engine.SayAsync(salon, "D'un robot signé", Token);
        await sophie.SayAsync(salon, "Pour appareils signés", Token);

        Assert.Equal((IdentityState.Ready, BackupState.Ready), (identity, backup));
        Assert.Null((await sophie.WaitForTextAsync(salon, "robot signé", Token)).Shield);
        Assert.True((await sophie.DevicesOfAsync(engine.UserId, Token))[engine.DeviceId]);
        Assert.Equal(SenderTrust.CrossSigned, (await engine.WaitForTextAsync("Pour appareils signés", Token)).Trust);
    }

    [Fact]
    public async Task A_client_opens_the_engines_secret_storage_and_restores_what_it_backed_up()
    {
        var account = await AccountAsync("Robot");
        await using var anne = await EncryptedColleague.LogInAsync(await AccountAsync("Anne Roy"), Token);
        using var engine = await EngineColleague.LogInAsync(account, Token);
        var (_, _, recoveryKey) = await engine.SetUpIdentityAsync(null, Token);
        var salon = await OpenSalonAsync(anne, engine);
        await anne.WaitForMemberAsync(salon, engine.UserId, Token);
        var said = await anne.SayAsync(salon, "Gardé au chaud", Token);
        await engine.WaitForTextAsync("Gardé au chaud", Token);
        await engine.BackUpAsync(Token);

        await using var client = await EncryptedColleague.LogInAsync(account, Token, CrossSigning.Recover, recoveryKey);
        var restored = await client.RestoreBackupAsync(Token);

        Assert.True((await anne.DevicesOfAsync(engine.UserId, Token))[engine.DeviceId]);
        Assert.Equal(1, restored);
        var wire = (await anne.Account.ReadAsync(salon, Token)).Single(item => item.EventId == said);
        Assert.Null(await client.TryDecryptAsync(salon, wire, Token));
    }

    [Fact]
    public async Task The_engine_joins_an_identity_that_a_client_made_and_restores_its_backup()
    {
        var account = await AccountAsync("Robot");
        await using var anne = await EncryptedColleague.LogInAsync(await AccountAsync("Anne Roy"), Token);
        await using var client = await EncryptedColleague.LogInAsync(account, Token);
        var recoveryKey = await client.CreateRecoveryKeyAsync(Token, backup: true);
        var salon = await anne.CreateSalonAsync("Équipe", [account.UserId], Token);
        await client.JoinAsync(salon, Token);
        await anne.WaitForMemberAsync(salon, account.UserId, Token);
        await anne.SayAsync(salon, "Avant le robot", Token);
        await client.WaitForTextAsync(salon, "Avant le robot", Token);

        using var engine = await EngineColleague.LogInAsync(account, Token);
        Assert.Equal(IdentityState.NoRecoveryKey, (await engine.SetUpIdentityAsync(null, Token)).Identity);
        var (identity, backup, _) = await engine.SetUpIdentityAsync(recoveryKey, Token);

        Assert.Equal((IdentityState.Ready, BackupState.Ready), (identity, backup));
        // The client uploads at its leisure, within ten seconds.
        await Eventually.GetAsync(async token => await engine.RestoreAsync(token) > 0 ? "restored" : null, () => "a session in the client's backup", null, Token);
        Assert.Equal(SenderTrust.Unauthenticated, (await engine.ReadHistoryAsync(salon, "Avant le robot", Token)).Trust);
        await Eventually.GetAsync(
            async token => (await anne.DevicesOfAsync(engine.UserId, token)).GetValueOrDefault(engine.DeviceId) ? "signed" : null,
            () => "the engine's device, signed",
            null,
            Token);
    }

    private static async Task<string> OpenSalonAsync(EncryptedColleague host, EngineColleague guest)
    {
        var salon = await host.CreateSalonAsync("Équipe", [guest.UserId], Token);
        await guest.JoinAsync(salon, Token);
        await host.WaitForMemberAsync(salon, guest.UserId, Token);
        return salon;
    }

    private async Task<Colleague> AccountAsync(string name)
    {
        var account = await (await homeservers.LiftedAsync(Token)).CreateUserAsync(name, Token);
        _accounts.Add(account);
        return account;
    }
}
