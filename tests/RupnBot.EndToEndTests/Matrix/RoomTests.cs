using System.Net;
using RupnBot.EndToEndTests.Bench;
using RupnBot.Matrix;

namespace RupnBot.EndToEndTests.Matrix;

public sealed class RoomTests(Homeservers homeservers)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_room_is_made_as_asked()
    {
        using var client = await MatrixUser.RegisterAsync(await homeservers.LiftedAsync(Token), Token);

        var room = await client.CreateRoomAsync(
            new CreateRoomOptions
            {
                Preset = "private_chat",
                Name = "Salon",
                Topic = "Sujet",
                RoomVersion = "10",
                InitialState = [(new AccessRulesContent("restricted"), "")],
                PowerLevels = new PowerLevelsContent { StateDefault = 100, Invite = 50 },
            },
            Token);

        Assert.Equal("Salon", await client.GetRoomNameAsync(room, Token));
        Assert.Equal(new AccessRulesContent("restricted"), await client.GetStateAsync(room, EventTypes.AccessRules, ct: Token));
        Assert.Null(await client.GetStateAsync(room, EventTypes.Encryption, ct: Token));
        var levels = Assert.IsType<PowerLevelsContent>(await client.GetStateAsync(room, EventTypes.PowerLevels, ct: Token));
        Assert.Equal((100L, 50L), (levels.StateDefault, levels.Invite));
        Assert.Contains(await client.GetStateAsync(room, Token), state => state.Content is CreateContent { RoomVersion: "10" });
        Assert.Contains(room, await client.GetJoinedRoomsAsync(Token));
    }

    [Fact]
    public async Task Members_come_go_and_are_put_out()
    {
        var homeserver = await homeservers.LiftedAsync(Token);
        using var anne = await MatrixUser.RegisterAsync(homeserver, Token);
        using var karim = await MatrixUser.RegisterAsync(homeserver, Token);
        var karimId = karim.Session!.UserId;
        var room = await anne.CreateRoomAsync(new CreateRoomOptions { Preset = "private_chat", IsDirect = true, Invite = [karimId] }, Token);

        var invite = Assert.Single((await karim.SyncAsync(null, null, TimeSpan.Zero, ct: Token)).Rooms.Invite).Value;
        Assert.Contains(invite.State, state => state.StateKey == karimId.Value && state.Content is MemberContent { IsDirect: true });
        Assert.Equal(room, await karim.JoinAsync(room, ct: Token));
        Assert.Equal(2, (await anne.GetJoinedMembersAsync(room, Token)).Count);
        await anne.KickAsync(room, karimId, "test", Token);
        Assert.Equal(karimId.Value, Assert.Single(await anne.GetMembersAsync(room, Membership.Leave, ct: Token)).StateKey);
        await anne.InviteAsync(room, karimId, ct: Token);
        await karim.JoinAsync(room, ct: Token);
        await karim.LeaveAsync(room, ct: Token);
        await karim.ForgetAsync(room, Token);
        await anne.BanAsync(room, karimId, ct: Token);
        var refused = await Assert.ThrowsAsync<MatrixException>(() => karim.JoinAsync(room, ct: Token));
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        await anne.UnbanAsync(room, karimId, ct: Token);
        Assert.Single(await anne.GetMembersAsync(room, notMembership: Membership.Leave, ct: Token));
    }

    [Fact]
    public async Task A_listed_room_is_found_by_name_and_by_alias()
    {
        var homeserver = await homeservers.LiftedAsync(Token);
        using var anne = await MatrixUser.RegisterAsync(homeserver, Token);
        using var karim = await MatrixUser.RegisterAsync(homeserver, Token);
        var name = MatrixUser.NewName();
        var server = anne.Session!.UserId.Server;
        var room = await anne.CreateRoomAsync(new CreateRoomOptions { Preset = "public_chat", Listed = true, Name = name, AliasLocalPart = name }, Token);

        using var patience = MatrixUser.Patience(Token);
        var found = await karim.SearchPublicRoomsAsync(name, limit: 5, ct: Token);
        // The directory is filled behind the answer.
        while (found.Rooms.Count == 0)
        {
            await Task.Delay(100, patience.Token);
            found = await karim.SearchPublicRoomsAsync(name, limit: 5, ct: Token);
        }

        Assert.Equal((room, name), (found.Rooms[0].RoomId, found.Rooms[0].Name));
        Assert.Equal(room, await karim.JoinAsync($"#{name}:{server}", ct: Token));
        await anne.CreateAliasAsync($"#{name}/2:{server}", room, Token);
        Assert.Equal(room, (await karim.ResolveAliasAsync($"#{name}/2:{server}", Token))!.RoomId);
        await anne.DeleteAliasAsync($"#{name}/2:{server}", Token);
        Assert.Null(await karim.ResolveAliasAsync($"#{name}/2:{server}", Token));
    }

    [Fact]
    public async Task An_upgraded_room_leads_to_its_successor_whose_creator_is_above_all()
    {
        using var client = await MatrixUser.RegisterAsync(await homeservers.LiftedAsync(Token), Token);
        var self = client.Session!.UserId;
        var old = await client.CreateRoomAsync(new CreateRoomOptions { Name = "Salon", RoomVersion = "10" }, Token);

        var next = await client.UpgradeRoomAsync(old, "12", Token);

        Assert.Equal(next, Assert.IsType<TombstoneContent>(await client.GetStateAsync(old, EventTypes.Tombstone, ct: Token)).Replacement);
        Assert.DoesNotContain(':', next.Value);
        var create = (await client.GetStateAsync(next, Token)).Single(state => state.Type == EventTypes.Create);
        var content = Assert.IsType<CreateContent>(create.Content);
        var levels = await client.GetStateAsync(next, EventTypes.PowerLevels, ct: Token) as PowerLevelsContent;
        Assert.Equal(("12", old), (content.RoomVersion, content.Predecessor));
        Assert.Equal(PowerLevels.Infinite, new PowerLevels(levels, content, create.Sender).LevelOf(self));
    }

    [Fact]
    public async Task A_rooms_face_can_be_changed()
    {
        using var client = await MatrixUser.RegisterAsync(await homeservers.LiftedAsync(Token), Token);
        var room = await client.CreateRoomAsync(new CreateRoomOptions(), Token);
        Assert.Null(await client.GetRoomNameAsync(room, Token));
        var picture = await client.UploadAsync(new byte[] { 1, 2, 3 }, "image/png", ct: Token);

        await client.SetRoomNameAsync(room, "Nouveau", Token);
        await client.SetRoomTopicAsync(room, "Sujet", Token);
        await client.SetRoomAvatarAsync(room, picture, Token);

        Assert.Equal("Nouveau", await client.GetRoomNameAsync(room, Token));
        Assert.Equal(new RoomTopicContent("Sujet"), await client.GetStateAsync(room, EventTypes.RoomTopic, ct: Token));
        var avatar = Assert.IsType<UnknownContent>(await client.GetStateAsync(room, "m.room.avatar", ct: Token));
        Assert.Equal(picture.ToString(), avatar.RawContent.GetProperty("url").GetString());
    }
}
