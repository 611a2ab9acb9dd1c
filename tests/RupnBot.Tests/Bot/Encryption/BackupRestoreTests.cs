using System.Security.Cryptography;
using System.Text.Json;
using RupnBot.Bot.Encryption;
using RupnBot.Crypto;
using RupnBot.Crypto.Tests.Bench;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Bot.Encryption;

/// <summary>A bot without memory finds the keys of former days: what waited for them is handled, but proves nothing of its sender.</summary>
public sealed class BackupRestoreTests : IAsyncLifetime
{
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly MegolmOutboundSession _session = MegolmOutboundSession.Create();
    private readonly byte[] _sessionKey;
    private IdentityServer _server = null!;
    private EncryptedBench _bench = null!;

    public BackupRestoreTests() => _sessionKey = _session.SessionKey();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await IdentityServer.StartAsync();
        _bench = await EncryptedBench.StartAsync();
        await _bench.Bot.Get<BotCrypto>().StepAsync(
            _bench.Bot.Database,
            step =>
            {
                Remember(step);
                return Task.FromResult(true);
            },
            Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _bench.DisposeAsync();
        await _server.DisposeAsync();
        _session.Dispose();
    }

    [Fact]
    public async Task What_waited_for_a_restored_key_is_handled_but_a_command_is_to_be_sent_again()
    {
        await _bench.SayAsync(_bench.Anne, _session, "!statut");
        Assert.Equal(1, await WaitingAsync());
        Assert.Empty(await _bench.Bot.BodiesAsync(EncryptedBench.Salon));

        await RestoreAsync();

        Assert.Equal(0, await WaitingAsync());
        Assert.Contains("rien ne me prouve qui a écrit «\u00a0statut\u00a0»", Assert.Single(await _bench.Bot.BodiesAsync(EncryptedBench.Salon)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_comes_later_with_a_restored_key_is_no_command_until_its_owner_sends_the_key()
    {
        await RestoreAsync();
        await _bench.SayAsync(_bench.Anne, _session, "!statut");
        Assert.Contains("rien ne me prouve", Assert.Single(await _bench.Bot.BodiesAsync(EncryptedBench.Salon)), StringComparison.Ordinal);

        await _bench.ShareAsync(_bench.Anne, _session);
        await _bench.SayAsync(_bench.Anne, _session, "!statut");
        Assert.Contains("État", (await _bench.Bot.BodiesAsync(EncryptedBench.Salon))[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_backup_is_read_once()
    {
        await RestoreAsync();
        _server.Backup = null;
        using var client = _server.Client(_bench.Bot);
        await _bench.Bot.Get<BackupRestore>().RestoreAsync(client, Ct);
    }

    private Task<int> WaitingAsync() => _bench.Bot.Get<BotCrypto>().StepAsync(_bench.Bot.Database, async step => await step.Store.CountUndecryptableAsync(Ct), Ct);

    private void Remember(CryptoStep step)
    {
        // A copy: what is sealed is overwritten when the step ends.
        step.Changes.Secrets["backup/key"] = [.. _key];
        step.Changes.Secrets["backup/version"] = "1"u8.ToArray();
    }

    // Filled by the device the bot had before.
    private async Task RestoreAsync()
    {
        var former = await new BenchServer().StartAsync(BotBench.Robot.Value, "FORMER");
        Assert.True(MegolmInboundSession.TryCreate(_sessionKey, out var inbound, out _));
        using (inbound)
        {
            await former.StepAsync(step =>
            {
                Remember(step);
                step.Put(new InboundSessionRecord(EncryptedBench.Salon, _session.SessionId) { State = inbound.Export(), SenderKey = _bench.Anne.Curve25519, Owner = _bench.Anne.User });
                return Task.CompletedTask;
            });
        }

        var request = await former.StepAsync(step => former.Machine.BackupKeysAsync(step, 10, Ct));
        _server.Backup = JsonSerializer.Deserialize<JsonElement>(request!.Body.Span);
        using var client = _server.Client(_bench.Bot);
        await _bench.Bot.Get<BackupRestore>().RestoreAsync(client, Ct);
    }
}
