using RupnBot.Matrix;

namespace RupnBot.Crypto.Tests.Store;

/// <summary>Sessions to write with, who has their keys, and the requests that carry them; events that wait.</summary>
public abstract partial class CryptoStoreContract
{
    [Fact]
    public async Task A_room_has_one_outbound_session()
    {
        var session = new OutboundSessionRecord(Room, "S") { State = [1], CreatedAt = T0, Messages = 3, HistoryVisibility = "joined", IsInvalid = true };
        await SaveAsync(changes => changes.OutboundSessions[Room] = session);
        await WithAsync(async store => Same(session, (await store.OutboundSessionsAsync([Room, Other, Room], Cancel)).Single().Value));
        await SaveAsync(changes => changes.OutboundSessions[Room] = null);
        await WithAsync(async store => Assert.Empty(await store.OutboundSessionsAsync([Room], Cancel)));
    }

    [Fact]
    public async Task Shares_go_with_the_session_that_is_replaced_or_forgotten()
    {
        await SaveAsync(changes =>
        {
            Begin(changes, Room, "1");
            Begin(changes, Other, "2");
            Share(changes, new KeyShareRecord(Room, "1", Alice, Phone) { IdentityKey = "K", State = KeyShareState.Withheld, Index = uint.MaxValue, RequestId = "R", WithheldCode = "m.unverified" });
            Share(changes, new KeyShareRecord(Other, "2", Alice, Phone) { IdentityKey = "K" });
        });

        // The same session again keeps them.
        await SaveAsync(changes => Begin(changes, Room, "1"));
        await WithAsync(async store =>
        {
            var found = await store.SharesAsync(["1", "2", "3"], Cancel);
            Same(new KeyShareRecord(Room, "1", Alice, Phone) { IdentityKey = "K", State = KeyShareState.Withheld, Index = uint.MaxValue, RequestId = "R", WithheldCode = "m.unverified" }, Assert.Single(found["1"]));
            Assert.Single(found["2"]);
        });

        await SaveAsync(changes =>
        {
            Begin(changes, Room, "new");
            Share(changes, new KeyShareRecord(Room, "new", Bob, Phone) { IdentityKey = "K" });
            changes.OutboundSessions[Other] = null;
        });
        await WithAsync(async store =>
        {
            var found = await store.SharesAsync(["1", "2", "new"], Cancel);
            Assert.Equal(Bob, Assert.Single(found.SelectMany(shares => shares)).User);
        });
    }

    [Fact]
    public async Task The_shares_of_a_request_are_found()
    {
        await SaveAsync(changes =>
        {
            Begin(changes, Room, "1");
            Share(changes, new KeyShareRecord(Room, "1", Alice, Phone) { IdentityKey = "K", RequestId = "R" });
            Share(changes, new KeyShareRecord(Room, "1", Bob, Phone) { IdentityKey = "K", RequestId = "Q" });
        });
        await WithAsync(async store => Assert.Equal(Alice, Assert.Single(await store.SharesOfRequestAsync("R", Cancel)).User));
    }

    [Fact]
    public async Task Rooms_whose_valid_session_a_user_has_are_found()
    {
        var invalid = new RoomId("!invalid:a.example");
        var withheld = new RoomId("!withheld:a.example");
        await SaveAsync(changes =>
        {
            foreach (var room in new[] { Room, Other, invalid, withheld }) Begin(changes, room, room.Value);
            changes.OutboundSessions[invalid] = changes.OutboundSessions[invalid]! with { IsInvalid = true };
            foreach (var device in new[] { "A", "B" }) Share(changes, new KeyShareRecord(Room, Room.Value, Alice, new DeviceId(device)) { IdentityKey = "K", State = KeyShareState.Shared });
            Share(changes, new KeyShareRecord(Other, Other.Value, Bob, Phone) { IdentityKey = "K", State = KeyShareState.Shared });
            Share(changes, new KeyShareRecord(invalid, invalid.Value, Alice, Phone) { IdentityKey = "K", State = KeyShareState.Shared });
            Share(changes, new KeyShareRecord(withheld, withheld.Value, Alice, Phone) { IdentityKey = "K", State = KeyShareState.Withheld });
        });
        await WithAsync(async store => Assert.Equal([Room], await store.RoomsSharedWithAsync(Alice, Cancel)));
    }

    [Fact]
    public async Task To_device_requests_are_told_oldest_first_then_by_id()
    {
        var first = new ToDeviceRecord("z") { EventType = "m.room.encrypted", Body = [1, 2], Targets = 5, CreatedAt = T0 };
        await SaveAsync(changes =>
        {
            foreach (var request in new[] { first, first with { Id = "b", CreatedAt = T0.AddSeconds(1) }, first with { Id = "a", CreatedAt = T0.AddSeconds(1) } })
                changes.ToDevice[request.Id] = request;
        });
        await WithAsync(async store =>
        {
            Assert.Equal(["z", "a"], (await store.ToDeviceAsync(2, Cancel)).Select(request => request.Id));
            Same(first, (await store.ToDeviceAsync(1, Cancel))[0]);
        });
        await SaveAsync(changes => changes.ToDevice["z"] = null);
        await WithAsync(async store => Assert.Equal(["a", "b"], (await store.ToDeviceAsync(9, Cancel)).Select(request => request.Id)));
    }

    [Fact]
    public async Task What_sends_is_dropped_when_a_copy_was_restored_and_what_reads_stays()
    {
        await SaveAsync(changes =>
        {
            changes.Account = new AccountRecord(Alice, Phone) { State = [1] };
            changes.OlmSessions[("A", "1")] = new OlmSessionRecord("A", "1") { State = [1] };
            changes.InboundSessions[(Room, "S")] = new InboundSessionRecord(Room, "S") { State = [1], SenderKey = "K" };
            Begin(changes, Room, "1");
            Share(changes, new KeyShareRecord(Room, "1", Alice, Phone) { IdentityKey = "K", RequestId = "R" });
            changes.ToDevice["R"] = new ToDeviceRecord("R") { EventType = "t", Body = [1] };
        });

        // Saved before everything else of its step.
        await SaveAsync(changes =>
        {
            changes.AreSendingSessionsDropped = true;
            Begin(changes, Other, "2");
        });
        await WithAsync(async store =>
        {
            Assert.True(Assert.Single((await store.OlmSessionsAsync(["A"], Cancel))["A"]).IsReceiveOnly);
            Assert.NotNull(await store.InboundSessionAsync(Room, "S", Cancel));
            Assert.Equal([Other], (await store.OutboundSessionsAsync([Room, Other], Cancel)).Keys);
            Assert.Empty(await store.SharesAsync(["1"], Cancel));
            Assert.Empty(await store.SharesOfRequestAsync("R", Cancel));
            Assert.Empty(await store.ToDeviceAsync(9, Cancel));
        });
    }

    [Fact]
    public async Task Waiting_events_are_found_by_session_and_forgotten_when_read()
    {
        var waiting = Waiting("$1", "S", T0.AddSeconds(1)) with { IsHistory = true, Failure = CryptoFailure.Withheld, Json = [1, 2, 3] };
        await SaveAsync(changes => Keep(changes, waiting, Waiting("$0", "S", T0), Waiting("$2", "T", T0), Waiting("$3", "S", T0) with { Room = Other }));
        await WithAsync(async store =>
        {
            var found = await store.UndecryptableAsync(Room, "S", Cancel);
            Assert.Equal(["$0", "$1"], found.Select(kept => kept.Event.Value));
            Same(waiting, found[1]);
            Assert.Equal(4, await store.CountUndecryptableAsync(Cancel));
        });
        await SaveAsync(changes => changes.Undecryptable[waiting.Event] = null);
        await WithAsync(async store => Assert.Equal(3, await store.CountUndecryptableAsync(Cancel)));
    }

    [Fact]
    public async Task Waiting_events_are_bounded_in_age_and_number()
    {
        await SaveAsync(changes =>
        {
            for (var number = 0; number < 9; number++) Keep(changes, Waiting($"${number}", "S", T0.AddDays(number)));
        });
        await SaveAsync(changes => changes.ForgetUndecryptableBefore = T0.AddDays(3));
        await WithAsync(async store => Assert.Equal(6, await store.CountUndecryptableAsync(Cancel)));

        // Counted with those of the same step.
        await SaveAsync(changes =>
        {
            changes.MaximumUndecryptable = 4;
            Keep(changes, Waiting("$9", "S", T0.AddDays(9)), Waiting("$early", "S", T0.AddDays(1)));
        });
        await WithAsync(async store => Assert.Equal(["$6", "$7", "$8", "$9"], (await store.UndecryptableAsync(Room, "S", Cancel)).Select(kept => kept.Event.Value)));
    }

    [Fact]
    public async Task A_waiting_event_is_forgotten_when_it_is_removed_from_its_room_and_not_by_a_removal_in_another()
    {
        await SaveAsync(changes => Keep(changes, Waiting("$1", "S", T0), Waiting("$2", "S", T0)));
        await SaveAsync(changes =>
        {
            changes.Removed.Add((Room, new EventId("$1")));
            changes.Removed.Add((Other, new EventId("$2")));
        });
        await WithAsync(async store => Assert.Equal(["$2"], (await store.UndecryptableAsync(Room, "S", Cancel)).Select(kept => kept.Event.Value)));
    }

    [Fact]
    public async Task What_was_told_of_withheld_keys_is_kept_as_long_as_events_wait()
    {
        var told = new WithheldRecord(Room, "S") { Sender = Alice, Code = "m.unverified", At = T0 };
        await SaveAsync(changes => changes.Withheld[(Room, "S")] = told);
        await SaveAsync(changes => changes.Withheld[(Room, "S")] = told with { Sender = Bob });
        await SaveAsync(changes => changes.ForgetUndecryptableBefore = T0);
        await WithAsync(async store => Assert.Equal(told with { Sender = Bob }, await store.WithheldAsync(Room, "S", Cancel)));
        await SaveAsync(changes => changes.ForgetUndecryptableBefore = T0.AddMilliseconds(1));
        await WithAsync(async store => Assert.Null(await store.WithheldAsync(Room, "S", Cancel)));
    }

    private static void Begin(CryptoChanges changes, RoomId room, string id) => changes.OutboundSessions[room] = new OutboundSessionRecord(room, id) { State = [1] };

    private static void Share(CryptoChanges changes, KeyShareRecord share) => changes.Shares[(share.SessionId, share.User, share.Device)] = share;

    private static UndecryptableRecord Waiting(string id, string session, DateTimeOffset at) =>
        new(new EventId(id)) { Room = Room, SessionId = session, Json = [1], Failure = CryptoFailure.UnknownSession, At = at };

    private static void Keep(CryptoChanges changes, params UndecryptableRecord[] events)
    {
        foreach (var waiting in events) changes.Undecryptable[waiting.Event] = waiting;
    }
}
