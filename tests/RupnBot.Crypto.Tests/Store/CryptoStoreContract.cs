using System.Text.Json;
using RupnBot.Matrix;

namespace RupnBot.Crypto.Tests.Store;

/// <summary>
/// What every store of the machine does; a store's tests derive from it. In files named CryptoStoreContract*.cs, which other test projects
/// include as they are.
/// </summary>
public abstract partial class CryptoStoreContract
{
    private static readonly DateTimeOffset T0 = DateTimeOffset.UnixEpoch.AddYears(50);
    private static readonly UserId Alice = new("@alice:a.example");
    private static readonly UserId Bob = new("@bob:b.example");
    private static readonly DeviceId Phone = new("PHONE");
    private static readonly RoomId Room = new("!room:a.example");
    private static readonly RoomId Other = new("!other");
    private static readonly EventId Event = new("$event");

    /// <summary>Opens the store anew, so that only what was saved is there; what is done with it is committed.</summary>
    protected abstract Task WithAsync(Func<ICryptoStore, Task> use);

    [Fact]
    public async Task A_new_store_is_empty()
    {
        await WithAsync(async store =>
        {
            Assert.Null(await store.AccountAsync(Cancel));
            Assert.Empty(await store.OlmSessionsAsync(["A"], Cancel));
            Assert.False(await store.IsOlmMessageSeenAsync("hash", Cancel));
            Assert.Null(await store.InboundSessionAsync(Room, "S", Cancel));
            Assert.Empty(await store.InboundSessionsToBackUpAsync(10, Cancel));
            Assert.Empty(await store.OutboundSessionsAsync([Room], Cancel));
            Assert.Empty(await store.SharesAsync(["S"], Cancel));
            Assert.Empty(await store.SharesOfRequestAsync("R", Cancel));
            Assert.Empty(await store.RoomsSharedWithAsync(Alice, Cancel));
            Assert.Empty(await store.UsersAsync([Alice], Cancel));
            Assert.Empty(await store.OutdatedUsersAsync(T0, 10, Cancel));
            Assert.Empty(await store.DevicesAsync([Alice], Cancel));
            Assert.Empty(await store.DevicesNeedingSessionAsync(T0, 10, Cancel));
            Assert.Null(await store.ReplayAsync(Room, "S", 0, Cancel));
            Assert.Empty(await store.UndecryptableAsync(Room, "S", Cancel));
            Assert.Null(await store.WithheldAsync(Room, "S", Cancel));
            Assert.Equal(0, await store.CountUndecryptableAsync(Cancel));
            Assert.Empty(await store.ToDeviceAsync(10, Cancel));
            Assert.Null(await store.SecretAsync("name", Cancel));
        });
    }

    [Fact]
    public async Task The_account_is_one_and_is_replaced()
    {
        var account = new AccountRecord(Alice, Phone) { State = [1, 2, 3], CreatedAt = T0 };
        await SaveAsync(changes => changes.Account = account);
        var changed = account with { State = [4], IsPublished = true, ServerOneTimeKeys = 7, Generation = long.MaxValue };
        await SaveAsync(changes => changes.Account = changed);
        await SaveAsync(_ => { });
        await WithAsync(async store => Same(changed, await store.AccountAsync(Cancel)));
    }

    [Fact]
    public async Task Olm_sessions_are_kept_by_sender_key_and_session()
    {
        var first = new OlmSessionRecord("A", "1") { State = [1], CreatedAt = T0, LastReceivedAt = T0.AddSeconds(1), IsReceiveOnly = true };
        var second = new OlmSessionRecord("A", "2") { State = [2], CreatedAt = T0, LastReceivedAt = T0 };
        var third = new OlmSessionRecord("B", "1") { State = [3], CreatedAt = T0, LastReceivedAt = T0 };
        await SaveAsync(changes => Add(changes, first, second, third));
        await SaveAsync(changes =>
        {
            changes.RemovedOlmSessions.Add(("A", "2"));
            Add(changes, third with { State = [9] });
        });
        await WithAsync(async store =>
        {
            var found = await store.OlmSessionsAsync(["A", "B", "C"], Cancel);
            Same(first, Assert.Single(found["A"]));
            Same(third with { State = [9] }, Assert.Single(found["B"]));
            Assert.Empty(found["C"]);
        });

        // Removals are saved first: what is removed and put in one step is there.
        await SaveAsync(changes =>
        {
            changes.RemovedOlmSessions.Add(("A", "1"));
            Add(changes, first with { State = [8] });
        });
        await WithAsync(async store => Same(first with { State = [8] }, Assert.Single((await store.OlmSessionsAsync(["A"], Cancel))["A"])));

        static void Add(CryptoChanges changes, params OlmSessionRecord[] sessions)
        {
            foreach (var session in sessions) changes.OlmSessions[(session.SenderKey, session.SessionId)] = session;
        }
    }

    [Fact]
    public async Task Hashes_of_Olm_messages_are_forgotten_when_they_are_old()
    {
        await SaveAsync(changes => (changes.SeenOlmMessages["old"], changes.SeenOlmMessages["new"]) = (T0, T0.AddDays(1)));
        await SaveAsync(changes => changes.ForgetOlmMessagesBefore = T0.AddDays(1));
        await WithAsync(async store => Assert.Equal((false, true), (await store.IsOlmMessageSeenAsync("old", Cancel), await store.IsOlmMessageSeenAsync("new", Cancel))));
    }

    [Fact]
    public async Task Inbound_sessions_are_kept_by_room_and_session()
    {
        var full = new InboundSessionRecord(Room, "S")
        {
            State = [1], SenderKey = "A", Owner = Alice, OwnerDevice = Phone, OwnerSigningKey = "E", Source = SessionSource.Forwarded,
            IsSharedHistory = true, IsBackedUp = true, FirstKnownIndex = uint.MaxValue, UsesForgottenBelow = 1L << 32, ReceivedAt = T0,
        };
        var bare = new InboundSessionRecord(Other, "S") { State = [2], SenderKey = "B", ReceivedAt = T0 };
        await SaveAsync(changes => (changes.InboundSessions[(Room, "S")], changes.InboundSessions[(Other, "S")]) = (full, bare));
        await WithAsync(async store =>
        {
            Same(full, await store.InboundSessionAsync(Room, "S", Cancel));
            Same(bare, await store.InboundSessionAsync(Other, "S", Cancel));
            Assert.Null(await store.InboundSessionAsync(Room, "s", Cancel));
        });
    }

    [Fact]
    public async Task Sessions_that_are_not_in_the_backup_are_told_oldest_first_and_all_of_them_for_another_backup()
    {
        await SaveAsync(changes =>
        {
            foreach (var (id, second) in new[] { ("C", 3), ("A", 1), ("B", 2), ("D", 4) })
                changes.InboundSessions[(Room, id)] = new InboundSessionRecord(Room, id) { State = [1], SenderKey = "K", ReceivedAt = T0.AddSeconds(second), IsBackedUp = id == "A" };
        });
        await WithAsync(async store => Assert.Equal(["B", "C"], (await store.InboundSessionsToBackUpAsync(2, Cancel)).Select(session => session.SessionId)));

        // Saved before the sessions of the same step.
        await SaveAsync(changes =>
        {
            changes.IsBackupNew = true;
            changes.InboundSessions[(Room, "D")] = new InboundSessionRecord(Room, "D") { State = [1], SenderKey = "K", IsBackedUp = true };
        });
        await WithAsync(async store => Assert.Equal(["A", "B", "C"], (await store.InboundSessionsToBackUpAsync(10, Cancel)).Select(session => session.SessionId)));
    }

    [Fact]
    public async Task Sessions_of_a_room_kept_out_of_the_backup_are_not_told_and_it_waits_to_be_removed_from_there()
    {
        await SaveAsync(changes =>
        {
            foreach (var room in new[] { Room, Other }) changes.InboundSessions[(room, "S")] = new InboundSessionRecord(room, "S") { State = [1], SenderKey = "K", ReceivedAt = T0 };
            changes.KeptOutOfBackup.Add(Room);
        });
        await WithAsync(async store =>
        {
            Assert.Equal([Other], (await store.InboundSessionsToBackUpAsync(10, Cancel)).Select(session => session.Room));
            Assert.Equal(Room, await store.RoomToRemoveFromBackupAsync(Cancel));
        });

        await SaveAsync(changes => changes.RemovedFromBackup.Add(Room));
        // Said again, it is not removed again.
        await SaveAsync(changes =>
        {
            changes.IsBackupNew = true;
            changes.KeptOutOfBackup.Add(Room);
        });
        await WithAsync(async store =>
        {
            Assert.Null(await store.RoomToRemoveFromBackupAsync(Cancel));
            Assert.Equal([Other], (await store.InboundSessionsToBackUpAsync(10, Cancel)).Select(session => session.Room));
        });
    }

    [Fact]
    public async Task An_index_remembers_its_event()
    {
        var use = new ReplayRecord(Room, "S", uint.MaxValue, Event, 1_700_000_000_123) { At = T0 };
        await SaveAsync(changes => changes.Replays[(Room, "S", uint.MaxValue)] = use);
        await WithAsync(async store =>
        {
            Assert.Equal(use, await store.ReplayAsync(Room, "S", uint.MaxValue, Cancel));
            Assert.Null(await store.ReplayAsync(Other, "S", uint.MaxValue, Cancel));
        });
    }

    [Fact]
    public async Task Old_uses_are_forgotten_and_their_sessions_read_nothing_below_them_any_more()
    {
        await SaveAsync(changes =>
        {
            foreach (var (room, id) in new[] { (Room, "S"), (Room, "T"), (Other, "S") }) changes.InboundSessions[(room, id)] = new InboundSessionRecord(room, id) { State = [1], SenderKey = "K" };
            changes.InboundSessions[(Room, "T")] = changes.InboundSessions[(Room, "T")] with { UsesForgottenBelow = 99 };
            foreach (var (room, id, index, day) in new[] { (Room, "S", 3u, 0), (Room, "S", 7u, 0), (Room, "S", 5u, 1), (Room, "T", 8u, 0), (Other, "S", 9u, 1), (Room, "gone", 1u, 0) })
                changes.Replays[(room, id, index)] = new ReplayRecord(room, id, index, Event, 1) { At = T0.AddDays(day) };
        });

        // The uses of the same step are saved afterwards.
        await SaveAsync(changes =>
        {
            changes.ForgetReplaysBefore = T0.AddDays(1);
            changes.Replays[(Room, "S", 10)] = new ReplayRecord(Room, "S", 10, Event, 1) { At = T0 };
        });

        await WithAsync(async store =>
        {
            Assert.Null(await store.ReplayAsync(Room, "S", 3, Cancel));
            Assert.Null(await store.ReplayAsync(Room, "gone", 1, Cancel));
            Assert.NotNull(await store.ReplayAsync(Room, "S", 5, Cancel));
            Assert.NotNull(await store.ReplayAsync(Room, "S", 10, Cancel));
            Assert.NotNull(await store.ReplayAsync(Other, "S", 9, Cancel));
            Assert.Equal(8, (await store.InboundSessionAsync(Room, "S", Cancel))!.UsesForgottenBelow);
            Assert.Equal(99, (await store.InboundSessionAsync(Room, "T", Cancel))!.UsesForgottenBelow);
            Assert.Equal(0, (await store.InboundSessionAsync(Other, "S", Cancel))!.UsesForgottenBelow);
        });
    }

    [Fact]
    public async Task Secrets_are_kept_replaced_and_erased()
    {
        await SaveAsync(changes => (changes.Secrets["a"], changes.Secrets["b"]) = ([1], []));
        await SaveAsync(changes => changes.Secrets["a"] = [2, 3]);
        await WithAsync(async store =>
        {
            Assert.True(await store.SecretAsync("a", Cancel) is [2, 3]);
            Assert.True(await store.SecretAsync("b", Cancel) is []);
        });
        await SaveAsync(changes => changes.Secrets["a"] = null);
        await WithAsync(async store => Assert.Null(await store.SecretAsync("a", Cancel)));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Task SaveAsync(Action<CryptoChanges> change)
    {
        var changes = new CryptoChanges();
        change(changes);
        return WithAsync(store => store.SaveAsync(changes, Cancel).AsTask());
    }

    /// <summary>Equal in all that is stored, arrays by what they hold.</summary>
    private static void Same<T>(T expected, T? actual) => Assert.Equal(JsonSerializer.Serialize(expected), JsonSerializer.Serialize(actual));
}
