using System.Text.Json.Nodes;
using RupnBot.Demo.Colleagues;
using RupnBot.EndToEndTests.Bench.Encryption;
using RupnBot.EndToEndTests.Bench.Faults;
using Xunit.Sdk;

namespace RupnBot.EndToEndTests.BenchTests;

/// <summary>The checks of the wire notice what they are there for.</summary>
public sealed class WireTests
{
    private const string Anne = "@anne:rupn.test";

    [Theory]
    [InlineData(new byte[] { 3, 8, 0, 18, 0 }, 0u)]
    [InlineData(new byte[] { 3, 8, 127, 18, 0 }, 127u)]
    [InlineData(new byte[] { 3, 8, 0x80, 1, 18, 0 }, 128u)]
    [InlineData(new byte[] { 3, 8, 0xff, 0xff, 0xff, 0xff, 0x0f, 18, 0 }, uint.MaxValue)]
    public void The_index_of_a_message_is_read(byte[] message, uint index) =>
        Assert.Equal(index, Assert.Single(MegolmMessage.Among([Event("$1", "s", message)])).Index);

    [Fact]
    public void A_key_used_for_two_messages_is_noticed_and_for_two_sessions_it_is_not()
    {
        var first = Event("$1", "s", [3, 8, 5, 18, 1]);
        var again = Event("$2", "s", [3, 8, 5, 18, 2]);
        var other = Event("$3", "t", [3, 8, 5, 18, 2]);

        Wire.AssertNoIndexTwice(MegolmMessage.Among([first, other]));
        Assert.ThrowsAny<XunitException>(() => Wire.AssertNoIndexTwice(MegolmMessage.Among([first, again])));
    }

    [Fact]
    public void A_message_sent_again_must_be_the_same_to_the_byte_and_one_that_never_arrived_counts_too()
    {
        var first = Request("1", [3, 8, 5, 18, 1]);
        var changed = Request("1", [3, 8, 6, 18, 2]);
        var reused = Request("2", [3, 8, 5, 18, 2]);
        var next = Request("2", [3, 8, 6, 18, 2]);

        Wire.AssertNoIndexTwice(LogOf(first, first, next), Anne);
        Assert.ThrowsAny<XunitException>(() => Wire.AssertNoIndexTwice(LogOf(first, changed), Anne));
        Assert.ThrowsAny<XunitException>(() => Wire.AssertNoIndexTwice(LogOf(first, reused), Anne));
    }

    private static RequestLog LogOf(params ProxiedRequest[] requests)
    {
        var log = new RequestLog();
        foreach (var request in requests) log.Add(request);
        return log;
    }

    private static ProxiedRequest Request(string transaction, byte[] message) =>
        new(DateTimeOffset.UnixEpoch, "PUT", $"/_matrix/client/v3/rooms/!r/send/m.room.encrypted/{transaction}", "", null)
        {
            EncryptedBody = Content("s", message).ToJsonString(),
        };

    private static ReceivedEvent Event(string id, string session, byte[] message) =>
        new(id, "m.room.encrypted", Anne, DateTimeOffset.UnixEpoch, null, Content(session, message), []);

    private static JsonObject Content(string session, byte[] message) =>
        new() { ["session_id"] = session, ["ciphertext"] = Convert.ToBase64String(message).TrimEnd('=') };
}
