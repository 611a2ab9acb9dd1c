using System.Text;

namespace RupnBot.Crypto.Tests.Identity;

public sealed class FirstStartTests
{
    private readonly AccountServer _server = new();

    [Fact]
    public async Task An_identity_is_made_the_device_signed_and_a_backup_begun()
    {
        var bot = await new Operator(_server).PublishAsync();

        var plan = await bot.RunAsync();

        Assert.Equal((IdentityState.Ready, BackupState.Ready), (plan.State, plan.Backup));
        Assert.True(bot.IsSigned());
        Assert.True(Ed25519PublicKey.TryParse(_server.MasterKey, out var master));
        Assert.True(SignedJson.Verify(AccountServer.Element(_server.SelfSigning!), AccountServer.User, "ed25519:" + master, master));
        Assert.True(SignedJson.Verify(AccountServer.Element(_server.UserSigning!), AccountServer.User, "ed25519:" + master, master));
        Assert.True(SignedJson.Verify(AccountServer.Element(_server.Backups[0]["auth_data"]!), AccountServer.User, "ed25519:" + master, master));
        Assert.Equal(["master", "self_signing", "user_signing"], new[] { _server.Master, _server.SelfSigning, _server.UserSigning }.Select(key => (string?)key!["usage"]![0]));
    }

    [Fact]
    public async Task The_recovery_key_is_on_the_disk_before_the_server_hears_of_anything()
    {
        var bot = await new Operator(_server).PublishAsync();

        var plan = await bot.PlanAsync();

        Assert.IsType<IdentityAction.WriteRecoveryKey>(Assert.Single(plan.Actions));
        Assert.Empty(_server.Log);
    }

    [Fact]
    public async Task Secrets_are_stored_before_what_they_open_is_published()
    {
        var bot = await new Operator(_server).PublishAsync();
        await bot.RunAsync();

        Assert.Equal(
            [
                "m.cross_signing.master", "m.cross_signing.self_signing", "m.cross_signing.user_signing", "m.megolm_backup.v1",
                "m.secret_storage.default_key", "keys/device_signing/upload", "keys/signatures/upload", "room_keys/version",
            ],
            _server.Log.Skip(1));
        Assert.StartsWith("m.secret_storage.key.", _server.Log[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Private_keys_are_in_the_database_before_any_action()
    {
        var bot = await new Operator(_server).PublishAsync();
        bot.File = Key();
        bot.Life = 0;

        await Assert.ThrowsAsync<OperationCanceledException>(bot.RunAsync);

        Assert.Empty(_server.Log);
        foreach (var name in new[] { "cross-signing/master", "cross-signing/self-signing", "cross-signing/user-signing", "backup/key" })
            Assert.Equal(32, (await bot.SecretAsync(name))!.Length);
    }

    [Fact]
    public async Task A_crash_between_any_two_actions_loses_nothing()
    {
        for (var life = 0; life < 10; life++)
        {
            var server = new AccountServer();
            var bot = await new Operator(server) { Life = life }.PublishAsync();
            await Assert.ThrowsAsync<OperationCanceledException>(bot.RunAsync);
            bot.Life = null;
            var before = server.MasterKey;

            var plan = await bot.RunAsync();

            Assert.Equal((IdentityState.Ready, BackupState.Ready), (plan.State, plan.Backup));
            Assert.Equal(before ?? server.MasterKey, server.MasterKey);
            Assert.Single(server.Backups);
            Assert.True(bot.IsSigned());
        }
    }

    [Fact]
    public async Task A_crash_that_takes_the_database_too_is_survived_by_the_recovery_key()
    {
        for (var life = 1; life < 10; life++)
        {
            var server = new AccountServer();
            var lost = await new Operator(server) { Life = life }.PublishAsync();
            await Assert.ThrowsAsync<OperationCanceledException>(lost.RunAsync);
            var before = server.MasterKey;
            var bot = await new Operator(server, "RUPNBOT2") { File = lost.File }.PublishAsync();

            var plan = await bot.RunAsync();

            Assert.Equal((IdentityState.Ready, BackupState.Ready), (plan.State, plan.Backup));
            Assert.Equal(before ?? server.MasterKey, server.MasterKey);
            Assert.True(bot.IsSigned());
        }
    }

    [Fact]
    public async Task A_second_run_has_nothing_to_do()
    {
        var bot = await new Operator(_server).PublishAsync();
        await bot.RunAsync();
        var log = _server.Log.Count;

        var plan = await bot.RunAsync();

        Assert.Equal((IdentityState.Ready, log), (plan.State, _server.Log.Count));
    }

    [Fact]
    public async Task A_key_that_the_operator_chose_is_used()
    {
        var bot = await new Operator(_server) { File = Key() }.PublishAsync();
        var file = bot.File;

        await bot.RunAsync();

        Assert.Equal(file, bot.File);
        Assert.Equal(IdentityState.Ready, (await new Operator(_server, store: bot.Store) { File = file }.PlanAsync()).State);
    }

    [Fact]
    public async Task A_device_that_is_not_published_yet_is_signed_when_it_is()
    {
        var bot = new Operator(_server);
        Assert.Equal(IdentityState.DeviceNotPublished, (await bot.RunAsync()).State);
        await bot.PublishAsync();
        Assert.Equal(IdentityState.Ready, (await bot.RunAsync()).State);
    }

    [Fact]
    public async Task Nothing_that_can_be_printed_tells_a_secret()
    {
        var bot = await new Operator(_server).PublishAsync();
        var printed = new StringBuilder();
        for (var plan = await bot.PlanAsync(); plan.Actions.Count > 0; plan = await bot.PlanAsync())
        {
            printed.Append(plan);
            foreach (var action in plan.Actions)
            {
                printed.Append(action);
                if (action is IdentityAction.WriteRecoveryKey write) bot.File = write.Key.Format();
                else
                {
                    if (action is IdentityAction.PutAccountData data) printed.Append(Encoding.UTF8.GetString(data.Json.Span));
                    if (action is IdentityAction.Send send) printed.Append(Encoding.UTF8.GetString(send.Request.Body.Span));
                    _server.Do(action);
                }
            }
        }

        var text = printed.ToString();
        Assert.DoesNotContain(bot.File![..9], text, StringComparison.Ordinal);
        foreach (var name in new[] { "cross-signing/master", "cross-signing/self-signing", "cross-signing/user-signing", "backup/key" })
        {
            var secret = (await bot.SecretAsync(name))!;
            Assert.DoesNotContain(UnpaddedBase64.Encode(secret), text, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToHexString(secret), text, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static string Key()
    {
        using var key = RecoveryKey.Generate();
        return key.Format();
    }
}
