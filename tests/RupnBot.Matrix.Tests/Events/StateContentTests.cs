namespace RupnBot.Matrix.Tests.Events;

public sealed class StateContentTests
{
    public static TheoryData<EventContent> Contents =>
    [
        new MemberContent(Membership.Invite) { DisplayName = "Ève", IsDirect = true, Reason = "r", AvatarUrl = "mxc://a/b" },
        new RoomNameContent("Salon"),
        new RoomTopicContent("Sujet"),
        new JoinRulesContent("public"),
        new HistoryVisibilityContent("shared"),
        new EncryptionContent("m.megolm.v1.aes-sha2"),
        new AccessRulesContent("restricted"),
        new TombstoneContent(new RoomId("!new"), "gone"),
    ];

    [Theory]
    [MemberData(nameof(Contents))]
    public void State_is_read_as_written(EventContent content) => Assert.Equal(content, Builders.Reread(content));

    [Fact]
    public void The_creation_of_a_room_is_read_whole()
    {
        var content = Assert.IsType<CreateContent>(Builders.Content("m.room.create", """
            {"room_version":"12","additional_creators":["@b:c.d","bad"],"predecessor":{"room_id":"!old:c.d"},"type":"m.space"}
            """));

        Assert.Equal(("12", new RoomId("!old:c.d"), "m.space"), (content.RoomVersion, content.Predecessor, content.RoomType));
        Assert.Equal([new UserId("@b:c.d")], content.AdditionalCreators);
    }

    [Fact]
    public void A_creation_that_says_no_version_is_version_one() =>
        Assert.Equal("1", Assert.IsType<CreateContent>(Builders.Content("m.room.create", "{}")).RoomVersion);

    [Fact]
    public void An_unknown_standing_gives_no_rights() =>
        Assert.Equal(Membership.Leave, Assert.IsType<MemberContent>(Builders.Content("m.room.member", """{"membership":"emperor"}""")).Membership);

    [Fact]
    public void Power_levels_may_be_text_or_fractions_in_old_rooms()
    {
        var levels = Assert.IsType<PowerLevelsContent>(Builders.Content(
            "m.room.power_levels", """{"users":{"@a:b":"100","@c:d":50.0,"@e:f":[]},"events":{"m.room.name":75},"ban":"x"}"""));

        Assert.Equal((100L, 50L, 2), (levels.Users["@a:b"], levels.Users["@c:d"], levels.Users.Count));
        Assert.Null(levels.Ban);
    }

    [Fact]
    public void A_tombstone_may_lead_nowhere() =>
        Assert.Null(Assert.IsType<TombstoneContent>(Builders.Content("m.room.tombstone", """{"replacement_room":"nonsense"}""")).Replacement);
}
