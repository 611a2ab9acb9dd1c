using RupnBot.Crypto;

namespace RupnBot.Matrix.Tests.Events;

public sealed class MessageContentTests
{
    private static readonly EventId Original = new("$original");

    [Fact]
    public void A_message_names_nobody_unless_told() =>
        Assert.Equal("""{"msgtype":"m.text","body":"Bonjour à tous","m.mentions":{}}""", MessageContent.Text("Bonjour à tous").ToJsonString());

    [Fact]
    public void A_formatted_notice_has_both_forms() => Assert.Equal(
        """{"msgtype":"m.notice","body":"a","format":"org.matrix.custom.html","formatted_body":"<p>a</p>","m.mentions":{}}""",
        MessageContent.Html("a", "<p>a</p>", notice: true).ToJsonString());

    [Fact]
    public void An_edit_has_a_starred_fallback_and_a_new_content_without_relation()
    {
        var edit = MessageContent.Html("b", "<b>b</b>").AsReplyTo(new EventId("$other")).AsEditOf(Original);

        var read = Assert.IsType<MessageContent>(Builders.Reread(edit));
        Assert.Equal(("* b", "* <b>b</b>"), (read.Body, read.FormattedBody));
        Assert.Equal(new RelatesTo(RelatesTo.Replace, Original), read.RelatesTo);
        Assert.Equal(("b", "<b>b</b>", null), (read.NewContent!.Body, read.NewContent.FormattedBody, read.NewContent.RelatesTo));
    }

    [Fact]
    public void A_callers_own_key_stands_at_the_top_of_an_edit_and_once()
    {
        var edit = MessageContent.Text("b").WithExtra("fr.rupnbot.id", "42").AsEditOf(Original);

        var json = Builders.Json(edit);
        Assert.Equal("42", json.GetProperty("fr.rupnbot.id").GetString());
        Assert.False(json.GetProperty("m.new_content").TryGetProperty("fr.rupnbot.id", out _));
    }

    [Fact]
    public void A_thread_reply_falls_back_to_a_reply() => Assert.Equal(
        new RelatesTo(RelatesTo.Thread, Original, InReplyTo: new EventId("$last"), IsFallingBack: true),
        Assert.IsType<MessageContent>(Builders.Reread(MessageContent.Text("x").InThread(Original, new EventId("$last")))).RelatesTo);

    [Fact]
    public void A_reply_names_what_it_answers() => Assert.Equal(
        Original, Assert.IsType<MessageContent>(Builders.Reread(MessageContent.Text("x").AsReplyTo(Original))).RelatesTo!.InReplyTo);

    [Fact]
    public void Mentions_are_read_without_what_is_no_user()
    {
        var content = Builders.Content(
            "m.room.message", """{"msgtype":"m.text","body":"x","m.mentions":{"user_ids":["@a:b.c",7,"nobody"],"room":true}}""");

        var mentions = Assert.IsType<MessageContent>(content).Mentions!;
        Assert.Equal([new UserId("@a:b.c")], mentions.Users);
        Assert.True(mentions.Room);
    }

    [Theory]
    [InlineData("image/png", "m.image")]
    [InlineData("text/csv", "m.file")]
    [InlineData(null, "m.file")]
    public void A_file_is_sent_as_its_media_type_says(string? mime, string type)
    {
        var content = MessageContent.Attachment("votes.csv", "mxc://rupn.test/a", new MediaInfo(mime, 12));

        var read = Assert.IsType<MessageContent>(Builders.Reread(content));
        Assert.Equal((type, "votes.csv", "mxc://rupn.test/a", 12L), (read.MsgType, read.FileName, read.Url, read.Info!.Size));
    }

    [Fact]
    public void A_reaction_is_read_as_written() =>
        Assert.Equal(new ReactionContent(Original, "👍"), Builders.Reread(new ReactionContent(Original, "👍")));

    [Fact]
    public void An_encrypted_file_is_read_and_written_again()
    {
        AttachmentCipher.Encrypt("bonjour"u8, out var file);
        var content = MessageContent.Attachment("lettre.md", file.At("mxc://rupn.test/a"), new MediaInfo("text/markdown", 7));

        Assert.False(Builders.Json(content).TryGetProperty("url", out _));
        var read = Assert.IsType<MessageContent>(Builders.Reread(content));
        Assert.Equal(("m.file", null, "mxc://rupn.test/a"), (read.MsgType, read.Url, read.File?.Url));
    }
}
