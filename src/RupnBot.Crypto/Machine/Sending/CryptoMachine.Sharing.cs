using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace RupnBot.Crypto;

// Room keys to devices (specification, "m.room_key" and "m.room_key.withheld"). What is made here is stored with the ratchets it used, and sent
// with the same bytes until the server has taken it.
public sealed partial class CryptoMachine
{
    private async Task<IReadOnlyList<ToDeviceRecord>> ShareAsync(CryptoStep step, SharingPlan plan, CancellationToken ct)
    {
        var limit = await ToDeviceLimitAsync(step, ct).ConfigureAwait(false);
        var lacking = plan.Rooms.Where(room => !room.IsWaiting && (room.Session is null || room.Lacking.Count > 0)).ToList();
        var made = new List<ToDeviceRecord>();
        if (lacking.Count > 0) made.AddRange(await ShareKeysAsync(step, lacking, limit, ct).ConfigureAwait(false));
        if (plan.Rooms.Any(room => room.Untold.Count > 0)) made.AddRange(await TellWithheldAsync(step, plan.Rooms, limit, ct).ConfigureAwait(false));
        foreach (var request in made) step.Changes.ToDevice[request.Id] = request;
        return made;
    }

    private async Task<IReadOnlyList<ToDeviceRecord>> ShareKeysAsync(CryptoStep step, IReadOnlyList<RoomPlan> rooms, int limit, CancellationToken ct)
    {
        var account = await OpenAccountAsync(step, ct).ConfigureAwait(false);
        var keys = new List<RoomKey>(rooms.Count);
        try
        {
            foreach (var room in rooms) keys.Add(OpenRoomKey(step, room, account));
            return await ShareKeysAsync(step, keys, EnvelopeOf(account), limit, ct).ConfigureAwait(false);
        }
        finally
        {
            foreach (var key in keys) CryptographicOperations.ZeroMemory(key.Content);
        }
    }

    private async Task<IReadOnlyList<ToDeviceRecord>> ShareKeysAsync(CryptoStep step, IReadOnlyList<RoomKey> keys, OlmEnvelope envelope, int limit, CancellationToken ct)
    {
        // By user: a request names each of them once.
        var targets = keys.SelectMany(key => key.Room.Lacking, (key, device) => (Key: key, Device: device))
            .GroupBy(pair => (pair.Device.User, pair.Device.Device)).OrderBy(group => group.Key.User).ThenBy(group => group.Key.Device.Value, StringComparer.Ordinal).ToList();
        var fanOut = new FanOut(targets.Select(target => target.Count()), limit);
        using var batch = new ToDeviceBodies(EncryptedType, fanOut.Requests, time.GetUtcNow());
        foreach (var target in targets)
        {
            var device = target.First().Device;
            var messages = target.Select(pair => pair.Key).ToList();
            var requests = fanOut.Deal(messages.Count);
            var contents = await SealAsync(step, envelope, device, "m.room_key", messages.Select(key => key.Content), ct).ConfigureAwait(false);
            for (var i = 0; i < contents.Count; i++)
            {
                batch.Add(requests[i], device.User, device.Device, contents[i]);
                messages[i].Room.InFlight.Add(batch.IdOf(requests[i]));
                step.Put(Share(messages[i], device) with { State = KeyShareState.Pending, RequestId = batch.IdOf(requests[i]) });
            }
        }

        return [.. batch.Records()];
    }

    private async Task<IReadOnlyList<ToDeviceRecord>> TellWithheldAsync(CryptoStep step, IReadOnlyList<RoomPlan> rooms, int limit, CancellationToken ct)
    {
        var (identityKey, _) = await OwnKeysAsync(step, ct).ConfigureAwait(false);
        var targets = rooms.Where(room => room.Session is not null).SelectMany(room => room.Untold, (room, untold) => (Room: room, untold.Device, untold.Code))
            .GroupBy(told => (told.Device.User, told.Device.Device)).OrderBy(group => group.Key.User).ThenBy(group => group.Key.Device.Value, StringComparer.Ordinal).ToList();
        // m.no_olm speaks of the device and not of a session: once is enough for all rooms.
        var messages = targets.ConvertAll(target => target.DistinctBy(told => told.Code == WithheldCode.NoOlm ? told.Code : told.Room.Session!.SessionId).ToList());
        var fanOut = new FanOut(messages.Select(told => told.Count), limit);
        using var batch = new ToDeviceBodies("m.room_key.withheld", fanOut.Requests, time.GetUtcNow());
        foreach (var told in messages)
        {
            var requests = fanOut.Deal(told.Count);
            for (var i = 0; i < told.Count; i++)
                batch.Add(requests[i], told[i].Device.User, told[i].Device.Device, WithheldContent(told[i].Room.Session!, told[i].Code, identityKey));
        }

        foreach (var (room, device, code) in targets.SelectMany(target => target))
            step.Put(new KeyShareRecord(room.Room.Room, room.Session!.SessionId, device.User, device.Device) { IdentityKey = device.Curve25519, State = KeyShareState.Withheld, WithheldCode = code });
        return [.. batch.Records()];
    }

    private static KeyShareRecord Share(RoomKey key, DeviceRecord device) =>
        new(key.Room.Room.Room, key.Room.Session!.SessionId, device.User, device.Device) { IdentityKey = device.Curve25519, Index = key.Index };

    private static byte[] WithheldContent(OutboundSessionRecord session, string code, string identityKey)
    {
        var output = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(output, ToDeviceBodies.Json))
        {
            writer.WriteStartObject();
            writer.WriteString("algorithm"u8, MegolmAlgorithm);
            writer.WriteString("code"u8, code);
            writer.WriteString("sender_key"u8, identityKey);
            if (code != WithheldCode.NoOlm)
            {
                writer.WriteString("room_id"u8, session.Room.Value);
                writer.WriteString("session_id"u8, session.SessionId);
            }

            writer.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }
}
