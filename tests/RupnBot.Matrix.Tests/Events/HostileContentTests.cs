using System.Reflection;
using System.Text;

namespace RupnBot.Matrix.Tests.Events;

public sealed class HostileContentTests
{
    private static readonly string[] OddJson =
    [
        "{}", "[]", "null", "7", "\"text\"", "", "{", "{\"a\":", "\xff", "{\"body\":\"\\ud800\",\"msgtype\":\"m.text\"}",
        "{\"\\ud800\":1,\"users\":{\"\\ud800\":1},\"membership\":\"\\udfff\"}",
        "{\"m.relates_to\":[],\"users\":[],\"events\":7,\"membership\":7,\"name\":{},\"algorithm\":[1],\"rule\":null}",
        "{\"users\":{\"@a:b\":1e400,\"@b:b\":\"12\",\"@c:b\":{},\"@d:b\":99999999999999999999}}",
        "{\"body\":\"a\",\"body\":7,\"msgtype\":\"m.text\"}",
        "{\"m.new_content\":" + string.Concat(Enumerable.Repeat("{\"m.new_content\":", 500)) + "{}" + new string('}', 500) + "}",
        "{\"x\":" + new string('[', 20_000) + new string(']', 20_000) + "}",
    ];

    public static TheoryData<string> KnownTypes =>
        [.. typeof(EventTypes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(constant => (string)constant.GetRawConstantValue()!)];

    [Theory]
    [MemberData(nameof(KnownTypes))]
    public void No_content_makes_a_type_throw(string type)
    {
        foreach (var json in OddJson)
        {
            var content = Builders.Content(type, json);
            Assert.NotNull(content);
            // What was read can be written, whatever it was.
            if (content is not UnknownContent { Malformed: true }) Assert.NotEmpty(content.ToJson());
        }
    }

    [Fact]
    public void Content_deeper_than_any_tree_is_kept_as_it_came()
    {
        var json = "{\"x\":" + new string('[', 20_000) + new string(']', 20_000) + "}";

        Assert.Equal(json, Assert.IsType<UnknownContent>(Builders.Content("fr.test", json)).RawContent.GetRawText());
    }

    [Fact]
    public void Content_of_an_unknown_type_is_kept_and_is_not_malformed()
    {
        var unknown = Assert.IsType<UnknownContent>(Builders.Content("fr.test", """{"a":[1,{"b":null}]}"""));

        Assert.False(unknown.Malformed);
        Assert.Equal("""{"a":[1,{"b":null}]}""", unknown.ToJsonString());
    }

    [Fact]
    public void A_message_without_a_body_is_malformed_unless_it_was_redacted()
    {
        var message = new MatrixEvent
        {
            Type = EventTypes.Message,
            EventId = new EventId("$e"),
            Sender = new UserId("@a:b"),
            OriginServerTs = 0,
            ContentJson = Encoding.UTF8.GetBytes("{}"),
        };

        Assert.True(Assert.IsType<UnknownContent>(message.Content).Malformed);
        Assert.False(Assert.IsType<UnknownContent>((message with { IsRedacted = true, ContentJson = "{}"u8.ToArray() }).Content).Malformed);
    }

    [Fact]
    public void A_redaction_names_its_target_beside_or_inside_the_content()
    {
        var target = new EventId("$target");
        var redaction = new MatrixEvent
        {
            Type = EventTypes.Redaction, EventId = new EventId("$r"), Sender = new UserId("@a:b"), OriginServerTs = 0,
        };

        Assert.Equal(target, (redaction with { Redacts = target }).Redacts);
        Assert.Equal(target, (redaction with { Content = new RedactionContent(target) }).Redacts);
        Assert.Null(redaction.Redacts);
    }

    [Fact]
    public void The_content_is_parsed_once() => Assert.Same(Shared.Content, Shared.Content);

    private static MatrixEvent Shared { get; } = new()
    {
        Type = EventTypes.RoomName,
        EventId = new EventId("$e"),
        Sender = new UserId("@a:b"),
        OriginServerTs = 0,
        ContentJson = """{"name":"Salon"}"""u8.ToArray(),
    };
}
