using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using RupnBot.Matrix;

namespace RupnBot.Crypto.Tests.Machine.Sending;

/// <summary>A device with a machine of its own, which the key server connects to others.</summary>
internal sealed class Party(KeyServer server, FakeTimeProvider clock, string user, string device, CryptoOptions? options = null)
{
    public UserId User { get; } = new(user);

    public DeviceId Device { get; } = new(device);

    public MemoryCryptoStore Store { get; private set; } = new();

    public CryptoMachine Machine { get; private set; } = new(new UserId(user), new DeviceId(device), options ?? new CryptoOptions(), clock);

    /// <summary>All that was saved, in order.</summary>
    public List<CryptoChanges> Journal { get; } = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<Party> StartAsync(KeyServer server, FakeTimeProvider clock, string user, string device = "DEVICE", CryptoOptions? options = null)
    {
        var party = new Party(server, clock, user, device, options);
        await party.SaveAsync(step => party.Machine.EnsureAccountAsync(step, Ct));
        await party.SendAsync(await party.SaveAsync(step => party.Machine.KeysUploadAsync(step, Ct)) is { } upload ? [upload] : []);
        return party;
    }

    /// <summary>Does something in a step, and saves it.</summary>
    public async Task<T> SaveAsync<T>(Func<CryptoStep, Task<T>> act)
    {
        using var step = new CryptoStep(Store);
        var result = await act(step);
        await step.SaveAsync(Ct);
        Journal.Add(step.Changes);
        return result;
    }

    public Task SaveAsync(Func<CryptoStep, Task> act) => SaveAsync(async step =>
    {
        await act(step);
        return true;
    });

    /// <summary>Makes requests until one is refused; true when none was.</summary>
    public async Task<bool> SendAsync(IEnumerable<CryptoRequest> requests)
    {
        foreach (var request in requests)
        {
            var (answer, status) = server.Handle(User, Device, request);
            if (status is not { } refused)
            {
                await SaveAsync(step => Machine.MarkSentAsync(step, request, answer, Ct));
                continue;
            }

            await SaveAsync(step => Machine.MarkFailedAsync(step, request, refused, null, Ct));
            return false;
        }

        return true;
    }

    public Task<RoomPreparation> AskAsync(params RoomEncryption[] rooms) => SaveAsync(step => Machine.PrepareAsync(step, rooms, Ct));

    /// <summary>Prepares rooms to the end; how many requests it took.</summary>
    public async Task<int> PrepareAsync(params RoomEncryption[] rooms)
    {
        var before = server.Requests.Count;
        for (var round = 0; round < 40; round++)
        {
            var preparation = await AskAsync(rooms);
            if (preparation.Requests.Count == 0)
            {
                Assert.Equal(rooms.Select(room => room.Room).Order(), preparation.Ready.Order());
                return server.Requests.Count - before;
            }

            await SendAsync(preparation.Requests);
        }

        throw new InvalidOperationException("Preparing does not end.");
    }

    public async Task<int> SendPendingAsync()
    {
        var requests = await SaveAsync(step => Machine.PendingAsync(step, Ct));
        await SendAsync(requests);
        return requests.Count;
    }

    public Task<byte[]?> EncryptAsync(RoomEncryption room, string body = "bonjour") =>
        SaveAsync(step => Machine.EncryptAsync(step, room, "m.room.message", JsonSerializer.SerializeToElement(new { msgtype = "m.text", body }), Ct));

    /// <summary>Takes what waits on the server.</summary>
    public Task<ReceivedKeys> ReceiveAsync() =>
        SaveAsync(step => Machine.ReceiveAsync(step, new EncryptionSync { ToDevice = server.TakeInbox(User, Device) }, Ct));

    /// <summary>The text another party sent, or why it cannot be read.</summary>
    public async Task<string> ReadAsync(RoomId room, UserId sender, byte[] content)
    {
        var e = new EncryptedEvent(new EventId("$" + Guid.NewGuid().ToString("N")), sender, clock.GetUtcNow().ToUnixTimeMilliseconds(), JsonSerializer.Deserialize<JsonElement>(content));
        var result = await SaveAsync(step => Machine.DecryptAsync(step, room, e, Ct));
        return result is RoomDecryption.Read read
            ? JsonDocument.Parse(Encoding.UTF8.GetString(read.ContentJson.Span)).RootElement.GetProperty("body").GetString()!
            : Assert.IsType<RoomDecryption.Unreadable>(result).Failure.ToString();
    }

    /// <summary>The process ends and begins anew with what was stored.</summary>
    public void Restart() => Machine = new CryptoMachine(User, Device, options ?? new CryptoOptions(), clock);

    /// <summary>The store is what it was after so many saves, as from an old copy of the database.</summary>
    public async Task RestoreAsync(int saves)
    {
        Journal.RemoveRange(saves, Journal.Count - saves);
        Store = new MemoryCryptoStore();
        foreach (var changes in Journal) await Store.SaveAsync(changes, Ct);
        Restart();
    }

    public Task ChangeDeviceAsync(Party other, Func<DeviceRecord, DeviceRecord> change) => SaveAsync(async step =>
    {
        var known = (await step.DevicesAsync(other.User, Ct))[other.Device];
        await step.PutAsync(change(known), Ct);
    });
}
