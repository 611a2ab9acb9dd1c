using System.Security.Cryptography;
using System.Text;
using RupnBot.Crypto;
using RupnBot.Matrix;
using RupnBot.Storage.Crypto;

namespace RupnBot.Tests.Storage.Crypto;

/// <summary>What lies on the disk: no secret in any form, and nothing that opens in another place than its own.</summary>
public sealed class SealedColumnsTests : IAsyncLifetime
{
    private static readonly UserId Robot = new("@robot:rupn.test");
    private static readonly DeviceId Device = new("ROBOT");
    private static readonly RoomId Room = new("!salon:rupn.test");
    private static readonly RoomId Other = new("!autre:rupn.test");

    private CryptoDatabase _database = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await CryptoDatabase.CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task The_database_and_its_log_hold_no_secret_in_any_form()
    {
        var secrets = new Dictionary<string, byte[]>
        {
            ["account"] = RandomNumberGenerator.GetBytes(200),
            ["olm"] = RandomNumberGenerator.GetBytes(200),
            ["inbound"] = RandomNumberGenerator.GetBytes(200),
            ["outbound"] = RandomNumberGenerator.GetBytes(200),
            ["cross-signing"] = RandomNumberGenerator.GetBytes(32),
        };
        await SaveAsync(changes =>
        {
            changes.Account = new AccountRecord(Robot, Device) { State = secrets["account"] };
            changes.OlmSessions[("K", "S")] = new OlmSessionRecord("K", "S") { State = secrets["olm"] };
            changes.InboundSessions[(Room, "S")] = new InboundSessionRecord(Room, "S") { State = secrets["inbound"], SenderKey = "K" };
            changes.OutboundSessions[Room] = new OutboundSessionRecord(Room, "S") { State = secrets["outbound"] };
            changes.Secrets["cross-signing/master"] = secrets["cross-signing"];
        });

        var disk = await _database.BytesAsync();
        var text = Encoding.Latin1.GetString(disk);
        // That the rows are there, so that what is not found was looked for in the right place.
        Assert.Contains("cross-signing/master", text, StringComparison.Ordinal);
        foreach (var (name, secret) in secrets)
        {
            // Any sixteen bytes of it would do for an attacker.
            for (var at = 0; at + 16 <= secret.Length; at += 16) Assert.True(disk.AsSpan().IndexOf(secret.AsSpan(at, 16)) < 0, name);
            Assert.DoesNotContain(Convert.ToBase64String(secret).TrimEnd('='), text, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToHexString(secret), text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task The_keys_of_a_real_device_are_nowhere_on_the_disk()
    {
        var machine = new CryptoMachine(Robot, Device, new CryptoOptions(), TimeProvider.System);
        byte[] state = [];
        await _database.WithAsync(async store =>
        {
            using var step = new CryptoStep(store);
            await machine.EnsureAccountAsync(step, Ct);
            await machine.KeysUploadAsync(step, Ct);
            // A copy: the step overwrites its own.
            state = [.. step.Changes.Account!.State];
            await step.SaveAsync(Ct);
        });

        var disk = await _database.BytesAsync();
        Assert.True(state.Length > 1_000);
        for (var at = 0; at + 32 <= state.Length; at++) Assert.True(disk.AsSpan().IndexOf(state.AsSpan(at, 32)) < 0, "32 bytes of the account's pickle, at " + at);
    }

    [Theory]
    [InlineData("crypto_inbound_sessions", "State", "RoomId = '!salon:rupn.test'", "RoomId = '!autre:rupn.test'")]
    [InlineData("crypto_outbound_sessions", "State", "RoomId = '!salon:rupn.test'", "RoomId = '!autre:rupn.test'")]
    [InlineData("crypto_olm_sessions", "State", "SenderKey = 'K'", "SenderKey = 'L'")]
    [InlineData("crypto_secrets", "Value", "Name = 'a'", "Name = 'b'")]
    public async Task A_sealed_value_does_not_open_in_another_row(string table, string column, string from, string to)
    {
        await SaveAsync(changes =>
        {
            foreach (var room in new[] { Room, Other })
            {
                changes.InboundSessions[(room, "S")] = new InboundSessionRecord(room, "S") { State = [1, 2, 3], SenderKey = "K" };
                changes.OutboundSessions[room] = new OutboundSessionRecord(room, "S") { State = [1, 2, 3] };
            }

            foreach (var key in new[] { "K", "L" }) changes.OlmSessions[(key, "S")] = new OlmSessionRecord(key, "S") { State = [1, 2, 3] };
            foreach (var name in new[] { "a", "b" }) changes.Secrets[name] = [1, 2, 3];
        });
        await ReadAllAsync();

        await _database.RunAsync($"UPDATE {table} SET {column} = (SELECT {column} FROM {table} WHERE {from}) WHERE {to}");

        await Assert.ThrowsAsync<CryptoStoreException>(ReadAllAsync);
    }

    [Fact]
    public async Task A_sealed_value_does_not_open_in_another_table()
    {
        await SaveAsync(changes =>
        {
            changes.Account = new AccountRecord(Robot, Device) { State = [1, 2, 3] };
            changes.Secrets["account"] = [1, 2, 3];
        });

        await _database.RunAsync("UPDATE crypto_account SET State = (SELECT Value FROM crypto_secrets)");

        await Assert.ThrowsAsync<CryptoStoreException>(() => _database.WithAsync(async store => await store.AccountAsync(Ct)));
    }

    [Fact]
    public async Task Another_key_opens_nothing()
    {
        await using var other = await CryptoDatabase.CreateAsync();
        await SaveAsync(changes => changes.Secrets["a"] = [1, 2, 3]);
        await _database.CopyToAsync(other);

        await Assert.ThrowsAsync<CryptoStoreException>(() => other.WithAsync(async store => await store.SecretAsync("a", Ct)));
    }

    private Task SaveAsync(Action<CryptoChanges> change)
    {
        var changes = new CryptoChanges();
        change(changes);
        return _database.WithAsync(store => store.SaveAsync(changes, Ct).AsTask());
    }

    private Task ReadAllAsync() => _database.WithAsync(async store =>
    {
        foreach (var room in new[] { Room, Other }) Assert.True((await store.InboundSessionAsync(room, "S", Ct))?.State is [1, 2, 3]);
        Assert.All((await store.OutboundSessionsAsync([Room, Other], Ct)).Values, session => Assert.True(session.State is [1, 2, 3]));
        foreach (var key in new[] { "K", "L" }) Assert.True(Assert.Single((await store.OlmSessionsAsync([key], Ct))[key]).State is [1, 2, 3]);
        foreach (var name in new[] { "a", "b" }) Assert.True(await store.SecretAsync(name, Ct) is [1, 2, 3]);
    });
}
