using RupnBot.Matrix;

namespace RupnBot.Crypto.Tests.Store;

/// <summary>Users and their devices.</summary>
public abstract partial class CryptoStoreContract
{
    [Fact]
    public async Task Users_are_kept_with_all_that_is_known_of_them()
    {
        var full = new UserRecord(Alice)
        {
            IsOutdated = false, Version = 7, QueriedAt = T0, NextQueryAt = T0.AddMinutes(1), FailedQueries = 2, MasterKey = "M", SelfSigningKey = "S", PinnedMasterKey = "P",
        };
        await SaveAsync(changes => (changes.Users[Alice], changes.Users[Bob]) = (full, new UserRecord(Bob)));
        await WithAsync(async store =>
        {
            var found = await store.UsersAsync([Alice, Bob, Alice, new UserId("@stranger:a.example")], Cancel);
            Assert.Equal(2, found.Count);
            Same(full, found[Alice]);
            Same(new UserRecord(Bob), found[Bob]);
        });
    }

    [Fact]
    public async Task Outdated_users_who_may_be_asked_for_are_told_longest_waiting_first()
    {
        await SaveAsync(changes =>
        {
            Put(changes, new UserRecord(new UserId("@settled:a.example")) { IsOutdated = false });
            Put(changes, new UserRecord(new UserId("@late:a.example")) { QueriedAt = T0 });
            Put(changes, new UserRecord(new UserId("@later:a.example")) { QueriedAt = T0.AddSeconds(1) });
            Put(changes, new UserRecord(new UserId("@never:a.example")));
            Put(changes, new UserRecord(new UserId("@paused:a.example")) { NextQueryAt = T0.AddSeconds(1) });
        });
        await WithAsync(async store =>
        {
            Assert.Equal(["@never:a.example", "@late:a.example"], (await store.OutdatedUsersAsync(T0, 2, Cancel)).Select(user => user.User.Value));
            Assert.DoesNotContain(await store.OutdatedUsersAsync(T0, 9, Cancel), user => user.User.LocalPart is "settled" or "paused");
            Assert.Contains(await store.OutdatedUsersAsync(T0.AddSeconds(1), 9, Cancel), user => user.User.LocalPart == "paused");
        });

        static void Put(CryptoChanges changes, UserRecord user) => changes.Users[user.User] = user;
    }

    [Fact]
    public async Task A_user_who_is_followed_no_more_is_forgotten_with_the_devices()
    {
        await SaveAsync(changes =>
        {
            (changes.Users[Alice], changes.Users[Bob]) = (new UserRecord(Alice), new UserRecord(Bob));
            foreach (var user in new[] { Alice, Bob }) changes.Devices[(user, Phone)] = Device(user, Phone);
        });
        await SaveAsync(changes => changes.Users[Alice] = null);
        await WithAsync(async store =>
        {
            Assert.Equal([Bob], (await store.UsersAsync([Alice, Bob], Cancel)).Keys);
            Assert.Equal(Bob, Assert.Single((await store.DevicesAsync([Alice, Bob], Cancel)).SelectMany(devices => devices)).User);
        });
    }

    [Fact]
    public async Task Devices_are_kept_changed_and_removed()
    {
        var full = Device(Alice, Phone) with
        {
            IsCrossSigned = true, IsBlacklisted = true, UnwedgedAt = T0, NeedsNewSession = true, KeysAgainAt = T0.AddHours(2), NextClaimAt = T0.AddHours(1), FailedClaims = 3,
        };
        await SaveAsync(changes => (changes.Devices[(Alice, Phone)], changes.Devices[(Alice, new DeviceId("phone"))]) = (full, Device(Alice, new DeviceId("phone"))));
        await WithAsync(async store =>
        {
            var found = (await store.DevicesAsync([Alice, Bob], Cancel))[Alice].ToDictionary(device => device.Device.Value);
            Same(full, found["PHONE"]);
            Same(Device(Alice, new DeviceId("phone")), found["phone"]);
        });
        await SaveAsync(changes => changes.Devices[(Alice, Phone)] = null);
        await WithAsync(async store => Assert.Equal("phone", Assert.Single((await store.DevicesAsync([Alice], Cancel))[Alice]).Device.Value));
    }

    [Fact]
    public async Task Devices_that_need_a_session_and_may_be_asked_are_told()
    {
        await SaveAsync(changes =>
        {
            foreach (var device in new[]
            {
                Device(Bob, new DeviceId("B")) with { NeedsNewSession = true },
                Device(Alice, new DeviceId("B")) with { NeedsNewSession = true, NextClaimAt = T0 },
                Device(Alice, new DeviceId("A")) with { NeedsNewSession = true },
                Device(Alice, new DeviceId("LATER")) with { NeedsNewSession = true, NextClaimAt = T0.AddSeconds(1) },
                Device(Alice, new DeviceId("WELL")),
            }) changes.Devices[(device.User, device.Device)] = device;
        });
        await WithAsync(async store =>
        {
            Assert.Equal([(Alice, "A"), (Alice, "B"), (Bob, "B")], (await store.DevicesNeedingSessionAsync(T0, 9, Cancel)).Select(device => (device.User, device.Device.Value)));
            Assert.Equal(2, (await store.DevicesNeedingSessionAsync(T0, 2, Cancel)).Count);
        });
    }

    [Fact]
    public async Task Very_many_are_asked_for_at_once()
    {
        var users = Enumerable.Range(0, 2_000).Select(number => new UserId($"@user{number}:a.example")).ToList();
        await SaveAsync(changes =>
        {
            foreach (var user in users) (changes.Users[user], changes.Devices[(user, Phone)]) = (new UserRecord(user), Device(user, Phone));
        });
        await WithAsync(async store =>
        {
            Assert.Equal(users.Count, (await store.UsersAsync(users, Cancel)).Count);
            Assert.Equal(users.Count, (await store.DevicesAsync(users, Cancel)).Count);
        });
    }

    private static DeviceRecord Device(UserId user, DeviceId device) => new(user, device) { Curve25519 = "C", Ed25519 = "E", KeysJson = """{"a":1}""", FirstSeenAt = T0 };
}
