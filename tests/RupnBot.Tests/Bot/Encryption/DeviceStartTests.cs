using System.Text.Json;
using RupnBot.Bot.Encryption;
using RupnBot.Bot.Session;
using RupnBot.Crypto;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Bot.Encryption;

/// <summary>What is made sure of after each login: the keys are those the server knows, and the database is no old copy.</summary>
public sealed class DeviceStartTests : IAsyncLifetime
{
    private IdentityServer _server = null!;
    private EncryptedBench _bench = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private DeviceStart Start => _bench.Bot.Get<DeviceStart>();

    public async ValueTask InitializeAsync()
    {
        _server = await IdentityServer.StartAsync();
        _bench = await EncryptedBench.StartAsync();
        var session = _bench.Bot.Get<BotSession>();
        session.Provide(_server.Client(_bench.Bot), BotBench.Robot, session.DeviceId);
    }

    public async ValueTask DisposeAsync()
    {
        await _bench.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_server_that_knows_other_keys_for_the_device_stops_the_bot_before_it_says_anything()
    {
        var stranger = new RupnBot.Crypto.Tests.Bench.HandMadeDevice(new RupnBot.Crypto.Tests.Bench.BenchServer(), BotBench.Robot.Value, "BENCH");
        _server.OwnKeys = new { device_keys = new Dictionary<string, object> { [BotBench.Robot.Value] = new Dictionary<string, object> { ["BENCH"] = stranger.Keys } } };

        await Assert.ThrowsAsync<DeviceRefusedException>(() => Start.EnsureAsync(Ct));

        Assert.Empty(_server.AccountData);
        Assert.Empty(_server.Uploads);
        Assert.False(_bench.Bot.Get<StartGate>().SureAsync(Ct).IsCompleted);
    }

    [Fact]
    public async Task The_others_begin_once_the_device_is_made_sure_of_and_speak_once_a_sync_is_stored()
    {
        var gate = _bench.Bot.Get<StartGate>();
        await Start.EnsureAsync(Ct);
        Assert.True(gate.SureAsync(Ct).IsCompletedSuccessfully);
        Assert.False(gate.SyncedAsync(Ct).IsCompleted);
        gate.Synced();
        Assert.True(gate.SyncedAsync(Ct).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_backup_made_while_the_bot_ran_drops_all_that_sends_though_no_start_lies_between()
    {
        await Start.EnsureAsync(Ct);
        await _bench.PrepareAsync();
        var copy = Path.Combine(_bench.Bot.Folder, "copy.db");
        RupnBot.Operations.Backup.SqliteSnapshot.Copy(Path.Combine(_bench.Bot.Folder, "rupnbot.db"), copy);
        // A homeserver that forgot the count changes nothing.
        _server.AccountData.Clear();

        // The copy takes the place of the database that is open: what it says of the starts is all that differs.
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={copy};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT Generation FROM crypto_account";
            var generation = (long)command.ExecuteScalar()!;
            await _bench.Bot.Get<BotCrypto>().StepAsync(
                _bench.Bot.Database,
                async step =>
                {
                    step.Put((await step.AccountAsync(Ct))! with { Generation = generation });
                    return true;
                },
                Ct);
        }

        Start.Repeat();
        await Start.EnsureAsync(Ct);

        Assert.Empty(await SendingAsync());
        Assert.Equal(1, Told());
    }

    [Fact]
    public async Task Each_start_is_counted_in_the_database_and_in_the_account_data()
    {
        await Start.EnsureAsync(Ct);
        Assert.Equal(1, Told());
        Start.Repeat();
        await Start.EnsureAsync(Ct);
        Assert.Equal(2, Told());
    }

    [Fact]
    public async Task A_database_older_than_the_account_data_drops_all_that_sends_and_counts_on_from_there()
    {
        await Start.EnsureAsync(Ct);
        await _bench.PrepareAsync();
        Assert.Single(await SendingAsync());
        _server.AccountData["fr.rupnbot.device_generation"] = JsonSerializer.SerializeToElement(new Dictionary<string, long> { ["BENCH"] = 7 });

        Start.Repeat();
        await Start.EnsureAsync(Ct);

        Assert.Empty(await SendingAsync());
        Assert.Equal(8, Told());
    }

    [Fact]
    public async Task A_start_that_was_counted_and_not_told_is_no_old_copy()
    {
        await Start.EnsureAsync(Ct);
        await _bench.PrepareAsync();
        _server.AccountData.Remove("fr.rupnbot.device_generation");

        Start.Repeat();
        await Start.EnsureAsync(Ct);

        Assert.Single(await SendingAsync());
    }

    private long Told() => _server.AccountData["fr.rupnbot.device_generation"].GetProperty("BENCH").GetInt64();

    private Task<IReadOnlyDictionary<RupnBot.Matrix.RoomId, OutboundSessionRecord>> SendingAsync() => _bench.Bot.Get<BotCrypto>().StepAsync(
        _bench.Bot.Database, async step => await step.OutboundSessionsAsync([EncryptedBench.Salon], Ct), Ct);
}
