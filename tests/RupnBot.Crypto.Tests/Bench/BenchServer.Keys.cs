using System.Text.Json.Nodes;
using RupnBot.Matrix;

namespace RupnBot.Crypto.Tests.Bench;

/// <summary>Keys published, asked for and claimed.</summary>
internal sealed partial class BenchServer
{
    /// <summary>Takes a one-time key of a device, or its fallback key; null when it has none.</summary>
    public (string Id, JsonObject Key)? TakeKey(UserId user, DeviceId id)
    {
        if (!Devices.TryGetValue((user, id), out var device)) return null;
        if (device.OneTimeKeys.Count > 0)
        {
            var (name, key) = device.OneTimeKeys.First();
            device.OneTimeKeys.Remove(name);
            return (name, key);
        }

        device.IsFallbackUsed = true;
        return device.Fallback;
    }

    private BenchAnswer Upload(BenchDevice device, JsonObject body)
    {
        if (body["device_keys"] is JsonObject keys)
        {
            device.Keys = keys.DeepClone().AsObject();
            TellChanged(new UserId(keys["user_id"]!.GetValue<string>()));
        }

        foreach (var (id, key) in body["one_time_keys"]?.AsObject() ?? [])
        {
            // As Synapse does: a key once taken stays what it was.
            if (device.OneTimeKeys.TryGetValue(id, out var known) && !JsonNode.DeepEquals(known, key)) return BenchAnswer.Failed(400, "M_INVALID_PARAM");
            device.OneTimeKeys[id] = key!.DeepClone().AsObject();
        }

        foreach (var (id, key) in body["fallback_keys"]?.AsObject() ?? [])
        {
            device.Fallback = (id, key!.DeepClone().AsObject());
            device.IsFallbackUsed = false;
        }

        return BenchAnswer.Ok(new JsonObject { ["one_time_key_counts"] = new JsonObject { ["signed_curve25519"] = device.OneTimeKeys.Count } });
    }

    private BenchAnswer Query(JsonObject body)
    {
        var answer = new JsonObject { ["device_keys"] = new JsonObject(), ["failures"] = new JsonObject() };
        foreach (var (name, _) in body["device_keys"]!.AsObject())
        {
            var user = new UserId(name);
            if (Unreachable.Contains(user.Server))
            {
                answer["failures"]![user.Server] = new JsonObject();
                continue;
            }

            var devices = new JsonObject();
            foreach (var ((_, id), device) in Devices.Where(pair => pair.Key.User == user && pair.Value.Keys is not null)) devices[id.Value] = device.Keys!.DeepClone();
            answer["device_keys"]![name] = devices;
            foreach (var ((table, _), key) in Identities.Where(pair => pair.Key.User == user))
            {
                answer[table] ??= new JsonObject();
                answer[table]![name] = key.DeepClone();
            }
        }

        return BenchAnswer.Ok(answer);
    }

    private BenchAnswer Claim(JsonObject body)
    {
        var claimed = new JsonObject();
        var failures = new JsonObject();
        foreach (var (name, devices) in body["one_time_keys"]!.AsObject())
        {
            var user = new UserId(name);
            if (Unreachable.Contains(user.Server))
            {
                failures[user.Server] = new JsonObject();
                continue;
            }

            foreach (var (id, _) in devices!.AsObject())
            {
                if (TakeKey(user, new DeviceId(id)) is not { } key) continue;
                claimed[name] ??= new JsonObject();
                claimed[name]![id] = new JsonObject { [key.Id] = key.Key.DeepClone() };
            }
        }

        return BenchAnswer.Ok(new JsonObject { ["one_time_keys"] = claimed, ["failures"] = failures });
    }

    private BenchAnswer UploadIdentity(UserId user, JsonObject body)
    {
        foreach (var (field, table) in new[] { ("master_key", "master_keys"), ("self_signing_key", "self_signing_keys"), ("user_signing_key", "user_signing_keys") })
            if (body[field] is JsonObject key) Identities[(table, user)] = key.DeepClone().AsObject();
        TellChanged(user);
        return BenchAnswer.Ok([]);
    }

    private BenchAnswer UploadSignatures(JsonObject body)
    {
        foreach (var (name, objects) in body)
            foreach (var (id, signed) in objects!.AsObject())
            {
                var user = new UserId(name);
                if (!Devices.TryGetValue((user, new DeviceId(id)), out var device) || device.Keys is null) continue;
                foreach (var (signer, signatures) in signed!["signatures"]!.AsObject())
                    foreach (var (key, signature) in signatures!.AsObject())
                    {
                        device.Keys["signatures"]![signer] ??= new JsonObject();
                        device.Keys["signatures"]![signer]![key] = signature!.DeepClone();
                    }

                TellChanged(user);
            }

        return BenchAnswer.Ok([]);
    }
}
