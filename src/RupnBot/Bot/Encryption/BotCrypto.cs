using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using RupnBot.Bot.Session;
using RupnBot.Configuration;
using RupnBot.Crypto;
using RupnBot.Storage;
using RupnBot.Storage.Crypto;

namespace RupnBot.Bot.Encryption;

/// <summary>The encryption machine of the logged-in device, and the key that seals what it keeps in the database.</summary>
public sealed class BotCrypto(BotSession session, IOptions<MatrixOptions> matrix, IOptions<BotOptions> bot, IOptions<StorageOptions> storage, TimeProvider time) : IDisposable
{
    private readonly Lock _lock = new();
    private CryptoMachine? _machine;
    private StateSealer? _sealer;

    /// <summary>The machine of the present login.</summary>
    public CryptoMachine Machine
    {
        get
        {
            lock (_lock)
            {
                if (_machine is null || _machine.Self != session.Self || _machine.Device != session.DeviceId)
                {
                    var options = new CryptoOptions { DeviceName = bot.Value.DisplayName, Recipients = matrix.Value.KeysOnlyToSignedDevices ? KeyRecipients.CrossSigned : KeyRecipients.AllNotBlacklisted };
                    _machine = new CryptoMachine(session.Self, session.DeviceId, options, time);
                }

                return _machine;
            }
        }
    }

    /// <summary>Reads the key, or makes one for a database that has no secrets yet.</summary>
    /// <exception cref="CryptoStoreException">The key cannot serve, or is not the one of this database.</exception>
    public async Task OpenAsync(Database database, CancellationToken cancellationToken)
    {
        var hasAccount = await database.ReadAsync(db => Task.FromResult(SqliteCryptoStore.HasAccount(db)), cancellationToken);
        lock (_lock) _sealer ??= Sealer(hasAccount);
        await database.ReadAsync(async db => await Begin(db).AccountAsync(cancellationToken), cancellationToken);
    }

    /// <summary>A step in the context's own transaction; whoever begins it saves it.</summary>
    public CryptoStep Begin(BotDbContext db)
    {
        lock (_lock) _sealer ??= Sealer(SqliteCryptoStore.HasAccount(db));
        return new CryptoStep(new SqliteCryptoStore(db, _sealer));
    }

    /// <summary>The device has its keys, made now if need be. Those of another device, of an earlier login, are let go.</summary>
    public Task EnsureAccountAsync(Database database, CancellationToken cancellationToken) => database.WriteAsync(
        async db =>
        {
            var account = await Begin(db).AccountAsync(cancellationToken);
            if (account is not null && (account.User != session.Self || account.Device != session.DeviceId)) SqliteCryptoStore.ForgetDevice(db);
            using var step = Begin(db);
            await Machine.EnsureAccountAsync(step, cancellationToken);
            await step.SaveAsync(cancellationToken);
        },
        cancellationToken);

    /// <summary>One step in a transaction of its own.</summary>
    public Task<T> StepAsync<T>(Database database, Func<CryptoStep, Task<T>> change, CancellationToken cancellationToken) => database.WriteAsync(
        async db =>
        {
            using var step = Begin(db);
            var result = await change(step);
            await step.SaveAsync(cancellationToken);
            return result;
        },
        cancellationToken);

    public void Dispose() => _sealer?.Dispose();

    private StateSealer Sealer(bool hasAccount)
    {
        var key = CryptoKeyFile.LoadOrCreate(storage.Value.CryptoKeyFile, hasAccount);
        try
        {
            return new StateSealer(key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }
}
