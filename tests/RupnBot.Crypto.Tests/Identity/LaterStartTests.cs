using System.Text.Json;
using System.Text.Json.Nodes;

namespace RupnBot.Crypto.Tests.Identity;

public sealed class LaterStartTests
{
    private readonly AccountServer _server = new();

    [Fact]
    public async Task A_new_device_with_the_recovery_key_is_signed_by_the_same_identity()
    {
        var (first, master) = await FirstAsync();
        var second = await new Operator(_server, "RUPNBOT2") { File = first.File }.PublishAsync();

        var plan = await second.RunAsync();

        Assert.Equal((IdentityState.Ready, BackupState.Ready), (plan.State, plan.Backup));
        Assert.True(second.IsSigned());
        Assert.Equal((master, 1), (_server.MasterKey, _server.Backups.Count));
        Assert.Equal(await first.SecretAsync("backup/key"), await second.SecretAsync("backup/key"));
    }

    [Fact]
    public async Task Without_the_recovery_key_a_new_device_runs_unsigned_and_nothing_is_touched()
    {
        await FirstAsync();
        var second = await new Operator(_server, "RUPNBOT2").PublishAsync();

        Assert.Equal((IdentityState.NoRecoveryKey, BackupState.KeyUnknown), await OutcomeWithoutActionsAsync(second));
        Assert.False(second.IsSigned());
    }

    [Fact]
    public async Task A_wrong_recovery_key_is_told_and_nothing_is_touched()
    {
        await FirstAsync();
        using var wrong = RecoveryKey.Generate();
        var second = await new Operator(_server, "RUPNBOT2") { File = wrong.Format() }.PublishAsync();

        Assert.Equal((IdentityState.WrongRecoveryKey, BackupState.KeyUnknown), await OutcomeWithoutActionsAsync(second));
    }

    [Fact]
    public async Task A_key_that_cannot_be_checked_but_opens_nothing_changes_nothing()
    {
        await FirstAsync();
        // Without iv and mac a description fits any key: the secrets' own MACs must tell.
        var description = _server.AccountData.Single(pair => pair.Key.StartsWith("m.secret_storage.key.", StringComparison.Ordinal)).Value;
        description.Remove("iv");
        description.Remove("mac");
        using var wrong = RecoveryKey.Generate();
        var second = await new Operator(_server, "RUPNBOT2") { File = wrong.Format() }.PublishAsync();

        Assert.Equal((IdentityState.PrivateKeysMissing, BackupState.KeyUnknown), await OutcomeWithoutActionsAsync(second));
    }

    [Fact]
    public async Task The_database_alone_is_enough_for_the_device_that_has_it()
    {
        var (first, _) = await FirstAsync();
        first.File = null;
        Assert.Equal((IdentityState.Ready, BackupState.Ready), await OutcomeWithoutActionsAsync(first));
    }

    [Fact]
    public async Task An_identity_without_secret_storage_is_not_replaced()
    {
        await FirstAsync();
        _server.AccountData.Clear();
        var second = await new Operator(_server, "RUPNBOT2").PublishAsync();

        Assert.Equal((IdentityState.PrivateKeysMissing, BackupState.KeyUnknown), await OutcomeWithoutActionsAsync(second));
    }

    [Fact]
    public async Task Secret_storage_of_another_client_is_not_replaced_though_no_identity_is_published()
    {
        var (_, _) = await FirstAsync();
        _server.Master = _server.SelfSigning = _server.UserSigning = null;
        _server.Backups.Clear();
        var second = await new Operator(_server, "RUPNBOT2").PublishAsync();

        Assert.Equal((IdentityState.NoRecoveryKey, BackupState.NoRecoveryKey), await OutcomeWithoutActionsAsync(second));
    }

    [Fact]
    public async Task An_identity_that_was_replaced_elsewhere_is_a_conflict_and_stays_as_it_is()
    {
        var (first, _) = await FirstAsync();
        await ReplaceIdentityAsync(keepStorage: true);

        Assert.Equal(IdentityState.IdentityConflict, (await OutcomeWithoutActionsAsync(first)).State);
    }

    [Fact]
    public async Task An_identity_that_was_replaced_and_stored_under_the_same_recovery_key_is_taken_over()
    {
        var (first, before) = await FirstAsync();
        await ReplaceIdentityAsync(keepStorage: false, first.File);

        var plan = await first.RunAsync();

        Assert.Equal(IdentityState.Ready, plan.State);
        Assert.NotEqual(before, _server.MasterKey);
        Assert.True(first.IsSigned());
    }

    [Fact]
    public async Task A_server_that_does_not_answer_about_the_account_makes_no_identity()
    {
        var bot = await new Operator(_server).PublishAsync();
        foreach (var answer in new[] { "{}", """{"device_keys":{}}""", """{"device_keys":{"@bot:rupn.test":{}},"failures":{"rupn.test":{}}}""" })
        {
            var plan = await bot.PlanAsync(_server.Snapshot() with { Keys = JsonElement.Parse(answer) });
            Assert.Equal((IdentityState.ServerUnclear, 0), (plan.State, plan.Actions.Count));
        }
    }

    [Fact]
    public async Task A_device_with_other_keys_under_the_own_name_is_a_conflict()
    {
        await FirstAsync();
        var other = new Operator(_server);
        Assert.Equal(IdentityState.DeviceConflict, (await OutcomeWithoutActionsAsync(other)).State);
    }

    [Fact]
    public async Task Device_keys_that_the_server_changed_are_not_signed()
    {
        var (first, _) = await FirstAsync();
        var second = await new Operator(_server, "RUPNBOT2") { File = first.File }.PublishAsync();
        _server.Devices["RUPNBOT2"]!["algorithms"] = new JsonArray("m.olm.broken");

        Assert.Equal(IdentityState.DeviceConflict, (await OutcomeWithoutActionsAsync(second)).State);
        Assert.False(second.IsSigned());
    }

    [Fact]
    public async Task A_device_named_as_a_cross_signing_key_is_not_taken_for_one()
    {
        // CVE-2022-39250: what is signed as a device would be signed as an identity.
        var (first, master) = await FirstAsync();
        var second = await new Operator(_server, "RUPNBOT2") { File = first.File }.PublishAsync();
        _server.Devices[master] = _server.Devices["RUPNBOT2"]!.DeepClone();
        Assert.Equal(IdentityState.IdentityConflict, (await OutcomeWithoutActionsAsync(second)).State);

        _server.Devices.Remove(master);
        var named = await new Operator(_server, master) { File = first.File }.PublishAsync();
        Assert.Equal(IdentityState.IdentityConflict, (await OutcomeWithoutActionsAsync(named)).State);
    }

    [Theory]
    [InlineData("signature")]
    [InlineData("usage")]
    [InlineData("user")]
    [InlineData("name")]
    public async Task An_identity_that_does_not_hold_together_is_not_believed(string what)
    {
        var (first, _) = await FirstAsync();
        var second = await new Operator(_server, "RUPNBOT2") { File = first.File }.PublishAsync();
        var key = _server.SelfSigning!;
        if (what == "signature") key["signatures"] = new JsonObject();
        if (what == "usage") key["usage"] = new JsonArray("master");
        if (what == "user") key["user_id"] = "@other:rupn.test";
        if (what == "name") key["keys"] = new JsonObject { ["ed25519:OTHER"] = (string?)key["keys"]!.AsObject().Single().Value };

        Assert.Equal(IdentityState.IdentityConflict, (await OutcomeWithoutActionsAsync(second)).State);
    }

    [Fact]
    public async Task Copies_of_a_secret_under_other_keys_are_kept()
    {
        var (first, _) = await FirstAsync();
        var name = "m.cross_signing.master";
        _server.AccountData[name]["encrypted"] = new JsonObject { ["another"] = new JsonObject { ["ciphertext"] = "x" } };

        await first.RunAsync();

        Assert.Equal(2, _server.AccountData[name]["encrypted"]!.AsObject().Count);
        Assert.Equal("x", (string?)_server.AccountData[name]["encrypted"]!["another"]!["ciphertext"]);
    }

    [Fact]
    public async Task Secret_storage_of_an_unknown_kind_is_told()
    {
        var (first, _) = await FirstAsync();
        _server.AccountData.Single(pair => pair.Key.StartsWith("m.secret_storage.key.", StringComparison.Ordinal)).Value["algorithm"] = "m.secret_storage.v9";
        var second = await new Operator(_server, "RUPNBOT2") { File = first.File }.PublishAsync();

        Assert.Equal(IdentityState.UnsupportedStorage, (await OutcomeWithoutActionsAsync(second)).State);
    }

    private async Task<(Operator Bot, string Master)> FirstAsync()
    {
        var bot = await new Operator(_server).PublishAsync();
        await bot.RunAsync();
        return (bot, _server.MasterKey!);
    }

    private async Task<(IdentityState State, BackupState Backup)> OutcomeWithoutActionsAsync(Operator bot)
    {
        var log = _server.Log.Count;
        var plan = await bot.RunAsync();
        Assert.Equal(log, _server.Log.Count);
        return (plan.State, plan.Backup);
    }

    // Another client that resets the identity on purpose.
    private async Task ReplaceIdentityAsync(bool keepStorage, string? file = null)
    {
        var elsewhere = new AccountServer();
        var client = await new Operator(elsewhere, "ELEMENT") { File = file }.PublishAsync();
        await client.RunAsync();
        (_server.Master, _server.SelfSigning, _server.UserSigning) = (elsewhere.Master, elsewhere.SelfSigning, elsewhere.UserSigning);
        if (keepStorage) return;
        foreach (var (type, data) in elsewhere.AccountData) _server.AccountData[type] = data;
    }
}
