namespace RupnBot.Matrix.Tests.Rooms;

public sealed class PowerLevelsTests
{
    private static readonly UserId Creator = new("@creator:rupn.test");
    private static readonly UserId Second = new("@second:rupn.test");
    private static readonly UserId Moderator = new("@moderator:rupn.test");
    private static readonly UserId Member = new("@member:rupn.test");

    private static readonly PowerLevelsContent Levels = new()
    {
        Users = new Dictionary<string, long> { [Moderator.Value] = 50 },
        Events = new Dictionary<string, long> { ["m.room.name"] = 75 },
    };

    [Fact]
    public void Without_power_levels_the_creator_has_a_hundred_and_all_may_speak()
    {
        var rules = new PowerLevels(null, new CreateContent { RoomVersion = "10", Creator = Creator }, Creator);

        Assert.Equal((100L, 0L), (rules.LevelOf(Creator), rules.LevelOf(Member)));
        Assert.True(rules.CanSend(Member, EventTypes.Message));
        Assert.False(rules.CanSetState(Member, EventTypes.RoomTopic));
    }

    [Fact]
    public void With_power_levels_the_creator_of_an_older_room_is_only_what_they_say() =>
        Assert.Equal(0, new PowerLevels(Levels, new CreateContent { RoomVersion = "11" }, Creator).LevelOf(Creator));

    [Theory]
    [InlineData("12")]
    [InlineData("13")]
    [InlineData("org.matrix.hydra.11")]
    public void From_version_twelve_on_creators_are_above_all(string version)
    {
        var rules = new PowerLevels(Levels, new CreateContent { RoomVersion = version, AdditionalCreators = [Second] }, Creator);

        Assert.Equal((PowerLevels.Infinite, PowerLevels.Infinite, 50L), (rules.LevelOf(Creator), rules.LevelOf(Second), rules.LevelOf(Moderator)));
        Assert.False(rules.CanKick(Creator, Second));
        Assert.True(rules.CanKick(Creator, Moderator));
    }

    [Fact]
    public void Additional_creators_mean_nothing_before_version_twelve() => Assert.Equal(
        0, new PowerLevels(null, new CreateContent { RoomVersion = "11", AdditionalCreators = [Second] }, Creator).LevelOf(Second));

    [Fact]
    public void From_version_eleven_on_the_creator_is_the_sender_whatever_the_content_claims()
    {
        var rules = new PowerLevels(null, new CreateContent { RoomVersion = "11", Creator = Member }, Creator);

        Assert.Equal((100L, 0L), (rules.LevelOf(Creator), rules.LevelOf(Member)));
    }

    [Fact]
    public void What_is_not_said_takes_the_specifications_defaults()
    {
        var rules = new PowerLevels(Levels, null, null);

        Assert.Equal((50L, 50L, 50L, 0L), (rules.Redact, rules.Kick, rules.Ban, rules.Invite));
        Assert.Equal((0L, 50L, 75L), (rules.RequiredForEvent("m.x"), rules.RequiredForState("m.x"), rules.RequiredForState("m.room.name")));
    }

    [Fact]
    public void To_redact_others_takes_the_level_and_the_right_to_send_redactions()
    {
        var strict = Levels with { Events = new Dictionary<string, long> { [EventTypes.Redaction] = 60 } };

        Assert.True(new PowerLevels(Levels, null, null).CanRedact(Moderator));
        Assert.False(new PowerLevels(Levels, null, null).CanRedact(Member));
        Assert.False(new PowerLevels(strict, null, null).CanRedact(Moderator));
    }

    [Fact]
    public void Ones_own_event_needs_no_level_to_redact() =>
        Assert.True(new PowerLevels(Levels, null, null).CanRedact(Member, author: Member));

    [Fact]
    public void One_kicks_only_those_below()
    {
        var rules = new PowerLevels(
            Levels with { Users = new Dictionary<string, long> { [Moderator.Value] = 50, [Second.Value] = 50 } }, null, null);

        Assert.False(rules.CanKick(Moderator, Second));
        Assert.True(rules.CanKick(Moderator, Member));
        Assert.False(rules.CanBan(Member, Member));
    }
}
