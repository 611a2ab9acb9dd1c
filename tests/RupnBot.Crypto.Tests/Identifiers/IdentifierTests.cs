using RupnBot.Matrix;

namespace RupnBot.Crypto.Tests.Identifiers;

public sealed class IdentifierTests
{
    [Theory]
    [InlineData("@anne.roy-ac-poitiers.fr:agent.education.tchap.gouv.fr", true)]
    [InlineData("@a:b:8448", true)]
    [InlineData("anne:agent", false)]
    [InlineData("@anne", false)]
    [InlineData("@:agent", false)]
    [InlineData("@an ne:agent", false)]
    [InlineData("@", false)]
    [InlineData(null, false)]
    public void A_user_id_has_a_sigil_a_local_part_and_a_server(string? text, bool valid) =>
        Assert.Equal(valid, UserId.TryParse(text, out _));

    [Fact]
    public void A_user_id_gives_its_parts()
    {
        var id = new UserId("@a:b:8448");
        Assert.Equal("a", id.LocalPart);
        Assert.Equal("b:8448", id.Server);
    }

    [Fact]
    public void A_room_id_of_room_version_12_has_no_server() => Assert.True(RoomId.TryParse("!31hneApxJ_1o-63DmFrpeqnkFfWppnzWso1JvH3ogLM", out _));

    [Fact]
    public void An_identifier_is_at_most_255_bytes_long()
    {
        Assert.True(EventId.TryParse("$" + new string('a', 254), out _));
        Assert.False(EventId.TryParse("$" + new string('a', 255), out _));
        Assert.False(EventId.TryParse("$" + new string('é', 128), out _));
    }

    [Fact]
    public void The_constructor_refuses_what_is_not_an_identifier() => Assert.Throws<FormatException>(() => new RoomId("#alias:server"));
}
