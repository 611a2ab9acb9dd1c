using System.Text.Json;
using System.Text.Json.Nodes;
using RupnBot.Crypto.Tests.Identity;
using RupnBot.Matrix;

namespace RupnBot.Crypto.Tests.Backup;

public sealed class BackupTests
{
    private static readonly RoomId Room = new("!salon:rupn.test");
    private static readonly RoomId OtherRoom = new("!autre:rupn.test");
    private static readonly string SenderKey = Curve25519PublicKey.FromBytes(Enumerable.Repeat((byte)7, 32).ToArray()).ToString();

    private readonly AccountServer _server = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sessions_go_into_the_backup_in_batches_and_come_out_on_another_device()
    {
        var first = await ReadyAsync();
        var messages = new List<(RoomId Room, string Id, byte[] Message)>();
        for (var i = 0; i < 5; i++) messages.Add(await AddSessionAsync(first, i % 2 == 0 ? Room : OtherRoom));

        Assert.Equal([2, 2, 1], await FillAsync(first, 2));
        var second = await new Operator(_server, "RUPNBOT2") { File = first.File }.PublishAsync();
        await second.RunAsync();
        var restored = await RestoreAsync(second);

        Assert.Equal((5, 0, 0), (restored.Sessions.Count, restored.Known, restored.Refused.Count));
        foreach (var (room, id, message) in messages)
        {
            var record = (await second.Store.InboundSessionAsync(room, id, Token))!;
            Assert.Equal((SessionSource.Backup, true, SenderKey), (record.Source, record.IsBackedUp, record.SenderKey));
            Assert.Null(record.Owner);
            using var session = MegolmInboundSession.Import(record.State);
            Assert.True(session.TryDecrypt(message, out var plain, out _, out _));
            Assert.Equal("bonjour"u8.ToArray(), plain);
        }
    }

    [Fact]
    public async Task What_is_backed_up_is_not_sent_again()
    {
        var bot = await ReadyAsync();
        await AddSessionAsync(bot, Room);
        await FillAsync(bot, 10);
        Assert.Null(await bot.Machine.BackupKeysAsync(new CryptoStep(bot.Store), 10, Token));
    }

    [Fact]
    public async Task A_room_that_became_confidential_leaves_the_backup_and_does_not_come_back()
    {
        var bot = await ReadyAsync();
        await AddSessionAsync(bot, Room);
        await AddSessionAsync(bot, OtherRoom);
        await FillAsync(bot, 10);
        await ChangeAsync(bot, step =>
        {
            CryptoMachine.KeepOutOfBackup(step, Room);
            return Task.CompletedTask;
        });
        await AddSessionAsync(bot, Room);

        Assert.Equal([0], await FillAsync(bot, 10));

        var second = await new Operator(_server, "RUPNBOT2") { File = bot.File }.PublishAsync();
        await second.RunAsync();
        Assert.Equal([OtherRoom], (await RestoreAsync(second)).Sessions.Select(session => session.Room));
    }

    [Fact]
    public async Task A_removal_that_fails_is_made_again_and_one_from_a_replaced_backup_waits_for_the_new_one()
    {
        var bot = await ReadyAsync();
        await ChangeAsync(bot, step =>
        {
            CryptoMachine.KeepOutOfBackup(step, Room);
            return Task.CompletedTask;
        });
        var request = (await bot.Machine.BackupKeysAsync(new CryptoStep(bot.Store), 10, Token))!;
        Assert.Equal((CryptoRequestKind.BackupRemove, HttpMethod.Delete), (request.Kind, request.Method));

        await ChangeAsync(bot, async step => Assert.True(await bot.Machine.MarkFailedAsync(step, request, 502, null, Token)));
        Assert.Equal(request.Path, (await bot.Machine.BackupKeysAsync(new CryptoStep(bot.Store), 10, Token))!.Path);
        await ChangeAsync(bot, async step => Assert.False(await bot.Machine.MarkFailedAsync(step, request, 404, "M_NOT_FOUND", Token)));
        Assert.Null(await bot.Machine.BackupKeysAsync(new CryptoStep(bot.Store), 10, Token));
    }

    [Fact]
    public async Task A_session_that_got_better_while_it_was_sent_is_sent_again()
    {
        var bot = await ReadyAsync();
        var (room, id, _) = await AddSessionAsync(bot, Room, from: 3);
        var request = (await bot.Machine.BackupKeysAsync(new CryptoStep(bot.Store), 10, Token))!;
        await ChangeAsync(bot, async step => step.Put((await step.InboundSessionAsync(room, id, Token))! with { FirstKnownIndex = 1 }));

        await ChangeAsync(bot, step => bot.Machine.MarkSentAsync(step, request, JsonElement.Parse("{}"), Token));

        Assert.False((await bot.Store.InboundSessionAsync(room, id, Token))!.IsBackedUp);
    }

    [Theory]
    [InlineData("M_WRONG_ROOM_KEYS_VERSION", 403)]
    [InlineData("M_NOT_FOUND", 404)]
    public async Task A_backup_that_another_client_replaced_is_noticed_and_no_more_is_sent_to_it(string errcode, int status)
    {
        var bot = await ReadyAsync();
        await AddSessionAsync(bot, Room);
        var request = (await bot.Machine.BackupKeysAsync(new CryptoStep(bot.Store), 10, Token))!;

        await ChangeAsync(bot, async step => Assert.False(await bot.Machine.MarkFailedAsync(step, request, status, errcode, Token)));

        Assert.Null(await bot.Machine.BackupKeysAsync(new CryptoStep(bot.Store), 10, Token));
    }

    [Fact]
    public async Task A_failure_that_passes_changes_nothing()
    {
        var bot = await ReadyAsync();
        await AddSessionAsync(bot, Room);
        var request = (await bot.Machine.BackupKeysAsync(new CryptoStep(bot.Store), 10, Token))!;

        await ChangeAsync(bot, async step => Assert.True(await bot.Machine.MarkFailedAsync(step, request, 502, null, Token)));

        Assert.NotNull(await bot.Machine.BackupKeysAsync(new CryptoStep(bot.Store), 10, Token));
    }

    [Fact]
    public async Task A_newer_version_under_the_same_key_gets_every_session_anew()
    {
        var bot = await ReadyAsync();
        await AddSessionAsync(bot, Room);
        await FillAsync(bot, 10);
        var newer = _server.Backups[0].DeepClone().AsObject();
        newer["version"] = "2";
        _server.Backups.Add(newer);

        Assert.Equal(BackupState.Ready, (await bot.RunAsync()).Backup);

        Assert.Equal("2", await bot.Machine.BackupVersionAsync(new CryptoStep(bot.Store), Token));
        Assert.Equal([1], await FillAsync(bot, 10));
    }

    [Fact]
    public async Task A_newer_backup_whose_key_is_not_known_is_left_alone()
    {
        var bot = await ReadyAsync();
        using var stranger = BackupKey.Generate();
        var newer = _server.Backups[0].DeepClone().AsObject();
        (newer["version"], newer["auth_data"]!["public_key"]) = ("2", stranger.PublicKey.ToString());
        _server.Backups.Add(newer);

        var plan = await bot.RunAsync();

        Assert.Equal((IdentityState.Ready, BackupState.KeyUnknown, 2), (plan.State, plan.Backup, _server.Backups.Count));
        Assert.Null(await bot.Machine.BackupVersionAsync(new CryptoStep(bot.Store), Token));
    }

    [Fact]
    public async Task A_newer_backup_whose_key_lies_in_secret_storage_is_taken_over()
    {
        var bot = await ReadyAsync();
        using var theirs = BackupKey.Generate();
        using var key = Assert.IsType<RecoveryKey>(RecoveryKey.TryParse(bot.File, out var parsed) ? parsed : null);
        var newer = _server.Backups[0].DeepClone().AsObject();
        (newer["version"], newer["auth_data"]!["public_key"]) = ("2", theirs.PublicKey.ToString());
        _server.Backups.Add(newer);
        _server.AccountData["m.megolm_backup.v1"]["encrypted"] = new JsonObject
        {
            [SecretStorage.KeyId(key)] = SecretStorage.Encrypt(key, "m.megolm_backup.v1", System.Text.Encoding.ASCII.GetBytes(UnpaddedBase64.Encode(theirs.Export()))),
        };

        Assert.Equal(BackupState.Ready, (await bot.RunAsync()).Backup);
        Assert.Equal(theirs.Export(), await bot.SecretAsync("backup/key"));
    }

    [Fact]
    public async Task A_backup_that_was_removed_is_made_anew_with_another_key()
    {
        var bot = await ReadyAsync();
        var before = await bot.SecretAsync("backup/key");
        _server.Backups.Clear();

        Assert.Equal(BackupState.Ready, (await bot.RunAsync()).Backup);

        Assert.NotEqual(before, await bot.SecretAsync("backup/key"));
        Assert.Single(_server.Backups);
    }

    [Theory]
    [InlineData("m.key_backup", """{"enabled":false}""")]
    [InlineData("m.org.matrix.custom.backup_disabled", """{"disabled":true}""")]
    public async Task A_backup_that_the_owner_switched_off_is_not_made(string type, string content)
    {
        _server.AccountData[type] = JsonNode.Parse(content)!.AsObject();
        var bot = await new Operator(_server).PublishAsync();

        var plan = await bot.RunAsync();

        Assert.Equal((IdentityState.Ready, BackupState.Disabled), (plan.State, plan.Backup));
        Assert.Empty(_server.Backups);
    }

    [Theory]
    [InlineData("algorithm", "m.megolm_backup.v9")]
    [InlineData("version", "")]
    public async Task A_backup_of_another_kind_is_told_and_left_alone(string member, string value)
    {
        var bot = await ReadyAsync();
        _server.Backups[0][member] = value;
        Assert.Equal(BackupState.Unsupported, (await bot.RunAsync()).Backup);
    }

    [Fact]
    public async Task A_session_filed_under_another_name_is_refused()
    {
        var bot = await ReadyAsync();
        var (_, id, _) = await AddSessionAsync(bot, Room);
        await FillAsync(bot, 10);
        var sessions = _server.RoomKeys[Room.Value]!["sessions"]!.AsObject();
        var entry = sessions[id]!.DeepClone();
        sessions["other"] = entry;

        var restored = await RestoreAsync(bot);

        Assert.Equal((1, 1), (restored.Known, restored.Refused[CryptoFailure.SessionMismatch]));
    }

    [Fact]
    public async Task An_earlier_ratchet_of_a_known_session_is_taken_and_what_is_known_of_its_owner_stays()
    {
        var bot = await ReadyAsync();
        using var outbound = MegolmOutboundSession.Create();
        await PutAsync(bot, Room, outbound, from: 0, owner: AccountServer.User);
        await FillAsync(bot, 10);
        await PutAsync(bot, Room, outbound, from: 5, owner: AccountServer.User);

        var restored = await RestoreAsync(bot);

        var record = (await bot.Store.InboundSessionAsync(Room, outbound.SessionId, Token))!;
        Assert.Equal((1, 0u, SessionSource.RoomKey, AccountServer.User), (restored.Sessions.Count, record.FirstKnownIndex, record.Source, record.Owner));
    }

    [Fact]
    public async Task A_ratchet_that_does_not_meet_the_known_one_is_refused_though_it_reads_earlier()
    {
        var bot = await ReadyAsync();
        using var outbound = MegolmOutboundSession.Create();
        await PutAsync(bot, Room, outbound, from: 0, owner: AccountServer.User, flip: true);
        await FillAsync(bot, 10);
        await PutAsync(bot, Room, outbound, from: 5, owner: AccountServer.User);
        var before = (await bot.Store.InboundSessionAsync(Room, outbound.SessionId, Token))!.State;

        var restored = await RestoreAsync(bot);

        Assert.Equal((0, 1), (restored.Sessions.Count, restored.Refused[CryptoFailure.SessionMismatch]));
        Assert.Equal(before, (await bot.Store.InboundSessionAsync(Room, outbound.SessionId, Token))!.State);
    }

    [Fact]
    public async Task One_room_and_one_session_can_be_restored_alone()
    {
        var first = await ReadyAsync();
        var (_, id, _) = await AddSessionAsync(first, Room);
        await AddSessionAsync(first, OtherRoom);
        await FillAsync(first, 10);
        var room = JsonElement.Parse(_server.RoomKeys[Room.Value]!.ToJsonString());
        var second = await new Operator(_server, "RUPNBOT2") { File = first.File }.PublishAsync();
        await second.RunAsync();
        var step = new CryptoStep(second.Store);

        Assert.Single((await second.Machine.RestoreAsync(step, Room, room, Token)).Sessions);
        Assert.Equal(1, (await second.Machine.RestoreAsync(step, Room, id, room.GetProperty("sessions").GetProperty(id), Token)).Known);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"rooms":[]}""")]
    [InlineData("""{"rooms":{"no room":{"sessions":{}}}}""")]
    [InlineData("""{"rooms":{"!r:x":{"sessions":{"s":{"session_data":{}}}}}}""")]
    [InlineData("""{"rooms":{"!r:x":{"sessions":{"\ud800":1,"s":null}}}}""")]
    public async Task Nonsense_restores_nothing(string answer)
    {
        var bot = await ReadyAsync();
        Assert.Empty((await bot.Machine.RestoreAsync(new CryptoStep(bot.Store), JsonElement.Parse(answer), Token)).Sessions);
    }

    private async Task<Operator> ReadyAsync()
    {
        var bot = await new Operator(_server).PublishAsync();
        Assert.Equal(BackupState.Ready, (await bot.RunAsync()).Backup);
        return bot;
    }

    private static async Task ChangeAsync(Operator bot, Func<CryptoStep, Task> change)
    {
        var step = new CryptoStep(bot.Store);
        await change(step);
        await step.SaveAsync(Token);
    }

    private static async Task<(RoomId Room, string Id, byte[] Message)> AddSessionAsync(Operator bot, RoomId room, uint from = 0)
    {
        using var outbound = MegolmOutboundSession.Create();
        await PutAsync(bot, room, outbound, from, owner: null);
        for (var i = 0u; i < from; i++) outbound.Encrypt([]);
        return (room, outbound.SessionId, outbound.Encrypt("bonjour"u8));
    }

    private static async Task PutAsync(Operator bot, RoomId room, MegolmOutboundSession outbound, uint from, UserId? owner, bool flip = false)
    {
        Assert.True(MegolmInboundSession.TryCreate(outbound.SessionKey(), out var whole, out _));
        var exported = whole.ExportAt(from)!;
        // The ratchet begins after a version byte and the index.
        if (flip) exported[5] ^= 1;
        Assert.True(MegolmInboundSession.TryImport(exported, out var session, out _));
        await ChangeAsync(bot, step =>
        {
            step.Put(new InboundSessionRecord(room, outbound.SessionId) { State = session.Export(), SenderKey = SenderKey, Source = SessionSource.RoomKey, FirstKnownIndex = from, Owner = owner });
            return Task.CompletedTask;
        });
    }

    private async Task<List<int>> FillAsync(Operator bot, int limit)
    {
        var batches = new List<int>();
        while (await bot.Machine.BackupKeysAsync(new CryptoStep(bot.Store), limit, Token) is { } request)
        {
            _server.Do(new IdentityAction.Send(request));
            await ChangeAsync(bot, step => bot.Machine.MarkSentAsync(step, request, JsonElement.Parse("{}"), Token));
            batches.Add(request.Targets);
        }

        return batches;
    }

    private async Task<RestoredKeys> RestoreAsync(Operator bot)
    {
        RestoredKeys? restored = null;
        var answer = AccountServer.Element(new JsonObject { ["rooms"] = _server.RoomKeys.DeepClone() });
        await ChangeAsync(bot, async step => restored = await bot.Machine.RestoreAsync(step, answer, Token));
        return restored!;
    }
}
