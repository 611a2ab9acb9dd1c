using RupnBot.Matrix;

namespace RupnBot.Crypto.Tests.Bench;

/// <summary>A machine with its store on the bench's server.</summary>
internal sealed class BenchClient(BenchServer server, UserId user, DeviceId device, TimeProvider time, CryptoOptions? options = null)
{
    public UserId User => user;

    public DeviceId Device => device;

    public ICryptoStore Store { get; set; } = new MemoryCryptoStore();

    public CryptoMachine Machine { get; } = new(user, device, options ?? new CryptoOptions(), time);

    public async Task StartAsync()
    {
        await StepAsync(step => Machine.EnsureAccountAsync(step, Cancel));
        await UploadKeysAsync();
    }

    /// <summary>A step, saved.</summary>
    public async Task<T> StepAsync<T>(Func<CryptoStep, Task<T>> act)
    {
        using var step = new CryptoStep(Store);
        var result = await act(step);
        await step.SaveAsync(Cancel);
        return result;
    }

    /// <summary>A step, saved.</summary>
    public Task StepAsync(Func<CryptoStep, Task> act) => StepAsync(async step =>
    {
        await act(step);
        return true;
    });

    /// <summary>Makes a request and hands the answer to the machine.</summary>
    public async Task DoAsync(CryptoRequest request)
    {
        var answer = server.Answer(user, device, request);
        Assert.Equal(200, answer.Status);
        await StepAsync(step => Machine.MarkSentAsync(step, request, answer.Body, Cancel));
    }

    public async Task UploadKeysAsync()
    {
        if (await StepAsync(step => Machine.KeysUploadAsync(step, Cancel)) is { } request) await DoAsync(request);
    }

    /// <summary>Asks for the devices of those who are outdated.</summary>
    public async Task QueryAsync()
    {
        while (await StepAsync(step => Machine.KeysQueryAsync(step, 250, Cancel)) is { } request) await DoAsync(request);
    }

    public async Task FollowAsync(params UserId[] users)
    {
        await StepAsync(step => Machine.TrackAsync(step, users, Cancel));
        await QueryAsync();
    }

    public Task<ReceivedKeys> SyncAsync() => StepAsync(step => Machine.ReceiveAsync(step, server.Sync(user, device), Cancel));

    public Task<ReceivedKeys> ReceiveAsync(params ToDeviceEvent[] events) => StepAsync(step => Machine.ReceiveAsync(step, new EncryptionSync { ToDevice = events }, Cancel));

    public Task<RoomDecryption> ReadAsync(RoomId room, EncryptedEvent e) => StepAsync(step => Machine.DecryptAsync(step, room, e, Cancel));

    public async Task<(string Curve25519, string Ed25519)> KeysAsync() => await StepAsync(step => Machine.OwnKeysAsync(step, Cancel));

    public Task<DeviceRecord?> KnownDeviceAsync(UserId of, DeviceId id) =>
        StepAsync(async step => (await step.DevicesAsync(of, Cancel)).GetValueOrDefault(id));

    public Task<UserRecord?> KnownUserAsync(UserId of) => StepAsync(async step => await step.UserAsync(of, Cancel));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
