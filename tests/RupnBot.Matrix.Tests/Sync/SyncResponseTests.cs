using System.Text;
using System.Text.Json;

namespace RupnBot.Matrix.Tests.Sync;

public sealed class SyncResponseTests
{
    private static readonly RoomId Room = new("!r:rupn.test");

    [Fact]
    public void Everything_a_sync_says_is_read()
    {
        var sync = Read("""
            {"next_batch":"s2","presence":{"events":[{"type":"m.presence"}]},
             "account_data":{"events":[{"type":"m.direct","content":{"@a:b":["!x"]}}]},
             "to_device":{"events":[{"type":"m.dummy","sender":"@a:b","content":{}}]},
             "device_lists":{"changed":["@a:b"],"left":["@c:d","bad"]},
             "device_one_time_keys_count":{"signed_curve25519":50},
             "rooms":{
               "join":{"!r:rupn.test":{
                 "summary":{"m.heroes":["@a:b"],"m.joined_member_count":2,"m.invited_member_count":1},
                 "state":{"events":[{"type":"m.room.name","state_key":"","event_id":"$n","sender":"@a:b","origin_server_ts":1,"content":{"name":"Salon"}}]},
                 "timeline":{"limited":true,"prev_batch":"p1","events":[
                   {"type":"m.room.message","event_id":"$1","sender":"@a:b","origin_server_ts":2,"content":{"msgtype":"m.text","body":"x"},
                    "unsigned":{"age":5,"transaction_id":"t1","m.relations":{"m.thread":{"count":1}}}}]},
                 "account_data":{"events":[{"type":"m.tag","content":{"tags":{}}}]},
                 "unread_notifications":{"highlight_count":0}}},
               "invite":{"!i":{"invite_state":{"events":[{"type":"m.room.member","state_key":"@bot:b","sender":"@a:b","content":{"membership":"invite","is_direct":true}}]}}},
               "leave":{"!l:x":{"timeline":{"events":[]},"state":{"events":[]}}},
               "knock":{"!k:x":{}}}}
            """);

        var room = sync.Rooms.Join[Room];
        var message = Assert.Single(room.Timeline.Events);
        Assert.Equal(("s2", 0), (sync.NextBatch, sync.SkippedEvents));
        Assert.Equal((true, "p1", 2, 1), (room.Timeline.Limited, room.Timeline.PrevBatch, room.Summary.JoinedMemberCount, room.Summary.InvitedMemberCount));
        Assert.Equal(("t1", 2L, Room, null), (message.TransactionId, message.OriginServerTs, message.RoomId, message.StateKey));
        Assert.Equal("x", Assert.IsType<MessageContent>(message.Content).Body);
        Assert.Equal(("", "Salon"), (room.State[0].StateKey, Assert.IsType<RoomNameContent>(room.State[0].Content).Name));
        Assert.True(Assert.IsType<MemberContent>(sync.Rooms.Invite[new RoomId("!i")].State[0].Content).IsDirect);
        Assert.Single(sync.Rooms.Leave);
        Assert.Equal(("m.direct", "m.tag"), (sync.AccountData[0].Type, room.AccountData[0].Type));
        Assert.Equal(new UserId("@a:b"), sync.ToDevice[0].Sender);
        Assert.Equal([new UserId("@a:b")], sync.DeviceLists.Changed);
        Assert.Equal([new UserId("@c:d")], sync.DeviceLists.Left);
        Assert.Equal(50, sync.DeviceOneTimeKeysCount["signed_curve25519"]);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"type":"m.x","sender":"@a:b","origin_server_ts":1,"content":{}}""")]
    [InlineData("""{"type":"m.x","event_id":"no sigil","sender":"@a:b","origin_server_ts":1,"content":{}}""")]
    [InlineData("""{"type":"m.x","event_id":"$e","sender":"nobody","origin_server_ts":1,"content":{}}""")]
    [InlineData("""{"type":"m.x","event_id":"$e","sender":"@a:b","origin_server_ts":"1","content":{}}""")]
    [InlineData("""{"type":"m.x","event_id":"$e","sender":"@a:b","origin_server_ts":1,"content":[1]}""")]
    [InlineData("""{"type":"\ud800","event_id":"$e","sender":"@a:b","origin_server_ts":1,"content":{}}""")]
    public void An_event_with_a_broken_envelope_is_left_out_and_counted(string broken)
    {
        var sync = Read(Timeline($"{broken},{Event("$good")}"));

        Assert.Equal("$good", Assert.Single(sync.Rooms.Join[Room].Timeline.Events).EventId.Value);
        Assert.Equal(1, sync.SkippedEvents);
    }

    [Fact]
    public void An_event_nested_beyond_reason_harms_no_other()
    {
        var deep = new string('[', 30_000) + new string(']', 30_000);
        var hostile = """{"type":"m.x","event_id":"$deep","sender":"@a:b","origin_server_ts":1,"content":{"x":""" + deep + "}}";

        var sync = Read(Timeline($"{hostile},{Event("$good")}"));


        Assert.Equal(["$deep", "$good"], sync.Rooms.Join[Room].Timeline.Events.Select(read => read.EventId.Value));
    }

    [Fact]
    public void The_last_of_duplicate_keys_wins()
    {
        var sync = Read(Timeline("""{"type":"m.a","type":"m.b","event_id":"$1","sender":"@a:b","origin_server_ts":1,"content":{"a":1},"content":{"b":2}}"""));

        var read = Assert.Single(sync.Rooms.Join[Room].Timeline.Events);
        Assert.Equal(("m.b", """{"b":2}"""), (read.Type, read.RawContent.GetRawText()));
    }

    [Fact]
    public void Escaped_names_are_the_same_names()
    {
        var sync = Read("""{"next\u005fbatch":"s","rooms":{"jo\u0069n":{"!r\u003arupn.test":{}}}}""");

        Assert.Equal(("s", true), (sync.NextBatch, sync.Rooms.Join.ContainsKey(Room)));
    }

    [Theory]
    [InlineData("""{"next_batch":"s","rooms":[]}""")]
    [InlineData("""{"next_batch":"s","rooms":{"join":{"not a room":{"timeline":{}}},"invite":7,"leave":null}}""")]
    [InlineData("""{"next_batch":"s","rooms":{"join":{"!r:rupn.test":[]}},"to_device":{"events":{}},"device_lists":7}""")]
    [InlineData("""{"next_batch":"s","rooms":{"join":{"!r:rupn.test":{"timeline":{"events":7,"limited":{},"prev_batch":[1]}}}}}""")]
    public void Parts_of_the_wrong_kind_are_passed_over(string json)
    {
        var sync = Read(json);

        Assert.Equal("s", sync.NextBatch);
        Assert.DoesNotContain(sync.Rooms.Join.Values, room => room.Timeline.Events.Count > 0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"next_batch":""}""")]
    [InlineData("""{"next_batch":"s","rooms":{"join":{""")]
    [InlineData("<html>")]
    public void What_is_no_sync_answer_is_refused(string json) => Assert.ThrowsAny<JsonException>(() => Read(json));

    [Fact]
    public void Redactions_and_replaced_state_are_seen_in_the_envelope()
    {
        var sync = Read(Timeline("""
            {"type":"m.room.message","event_id":"$1","sender":"@a:b","origin_server_ts":1,"content":{},"unsigned":{"redacted_because":{"type":"m.room.redaction"}}},
            {"type":"m.room.redaction","event_id":"$2","sender":"@a:b","origin_server_ts":1,"redacts":"$1","content":{}},
            {"type":"m.room.name","state_key":"","event_id":"$3","sender":"@a:b","origin_server_ts":1,"content":{"name":"b"},"unsigned":{"prev_content":{"name":"a"}}}
            """));

        var events = sync.Rooms.Join[Room].Timeline.Events;
        Assert.True(events[0].IsRedacted);
        Assert.Equal("$1", events[1].Redacts?.Value);
        Assert.Equal("a", Assert.IsType<RoomNameContent>(events[2].PreviousContent).Name);
    }

    [Fact]
    public void Nothing_an_event_holds_keeps_the_whole_answer_alive()
    {
        var bytes = Encoding.UTF8.GetBytes(Timeline(Event("$1")));
        var read = SyncResponseReader.Read(bytes).Rooms.Join[Room].Timeline.Events[0];

        bytes.AsSpan().Clear();

        Assert.Equal("""{"msgtype":"m.text","body":"x"}""", read.RawContent.GetRawText());
    }

    [Fact]
    public void Standings_follow_the_syncs()
    {
        var standings = new RoomStandings();
        standings.Apply(Read("""{"next_batch":"1","rooms":{"invite":{"!a":{}},"join":{"!b":{}}}}"""));
        standings.Apply(Read("""{"next_batch":"2","rooms":{"join":{"!a":{}},"leave":{"!b":{}}}}"""));

        Assert.Equal([new RoomId("!a")], standings.Joined);
        Assert.Equal([new RoomId("!b")], standings.Left);
        Assert.Empty(standings.Invited);
        Assert.Null(standings[new RoomId("!c")]);
    }

    private static SyncResponse Read(string json) => SyncResponseReader.Read(Encoding.UTF8.GetBytes(json));

    private static string Timeline(string events) =>
        """{"next_batch":"s","rooms":{"join":{"!r:rupn.test":{"timeline":{"events":[""" + events + "]}}}}}";

    private static string Event(string id) =>
        "{\"event_id\":\"" + id + "\"," + """ "type":"m.room.message","sender":"@a:b","origin_server_ts":1,"content":{"msgtype":"m.text","body":"x"}}""";
}
