using System.Text;
using RupnBot.EndToEndTests.Bench;
using RupnBot.Matrix;

namespace RupnBot.EndToEndTests.Matrix;

public sealed class AccountTests(Homeservers homeservers)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_profile_is_set_and_seen_by_others()
    {
        var homeserver = await homeservers.LiftedAsync(Token);
        using var anne = await MatrixUser.RegisterAsync(homeserver, Token);
        using var karim = await MatrixUser.RegisterAsync(homeserver, Token);
        var picture = await anne.UploadAsync(new byte[] { 1 }, "image/png", ct: Token);

        await anne.SetDisplayNameAsync("Anne Roy [Collège]", Token);
        await anne.SetAvatarAsync(picture, Token);

        Assert.Equal(
            new MatrixProfile("Anne Roy [Collège]", picture.ToString()), await karim.GetProfileAsync(anne.Session!.UserId, Token));
        Assert.Null(await karim.GetProfileAsync(new UserId($"@nobody:{anne.Session.UserId.Server}"), Token));
    }

    [Fact]
    public async Task Users_who_share_a_public_room_are_found_by_name()
    {
        var homeserver = await homeservers.LiftedAsync(Token);
        using var anne = await MatrixUser.RegisterAsync(homeserver, Token);
        using var karim = await MatrixUser.RegisterAsync(homeserver, Token);
        var name = MatrixUser.NewName();
        await anne.SetDisplayNameAsync(name, Token);
        await karim.JoinAsync(await anne.CreateRoomAsync(new CreateRoomOptions { Preset = "public_chat" }, Token), ct: Token);

        using var patience = MatrixUser.Patience(Token);
        var found = await karim.SearchUsersAsync(name, 5, Token);
        // The directory is filled behind the answer.
        while (found.Users.Count == 0)
        {
            await Task.Delay(100, patience.Token);
            found = await karim.SearchUsersAsync(name, 5, Token);
        }

        Assert.Equal((anne.Session!.UserId, name), (found.Users[0].UserId, found.Users[0].DisplayName));
    }

    [Fact]
    public async Task Account_data_and_tags_are_kept()
    {
        using var client = await MatrixUser.RegisterAsync(await homeservers.LiftedAsync(Token), Token);
        var room = await client.CreateRoomAsync(new CreateRoomOptions(), Token);

        Assert.Null(await client.GetAccountDataAsync("fr.rupnbot.test", Token));
        await client.SetAccountDataAsync("fr.rupnbot.test", """{"a":1}"""u8.ToArray(), Token);
        await client.SetAccountDataAsync(room, "fr.rupnbot.test", """{"a":2}"""u8.ToArray(), Token);
        await client.SetTagAsync(room, "u.café/1", new RoomTag(0.5), Token);

        Assert.Equal(1, (await client.GetAccountDataAsync("fr.rupnbot.test", Token))!.Value.GetProperty("a").GetInt32());
        Assert.Equal(2, (await client.GetAccountDataAsync(room, "fr.rupnbot.test", Token))!.Value.GetProperty("a").GetInt32());
        Assert.Equal(new RoomTag(0.5), (await client.GetTagsAsync(room, Token))["u.café/1"]);
        await client.RemoveTagAsync(room, "u.café/1", Token);
        Assert.Empty(await client.GetTagsAsync(room, Token));
    }

    [Fact]
    public async Task Push_rules_presence_and_requests_of_ones_own_are_answered()
    {
        using var client = await MatrixUser.RegisterAsync(await homeservers.LiftedAsync(Token), Token);

        await client.SetPresenceAsync("unavailable", "occupé", Token);

        Assert.True((await client.GetPushRulesAsync(Token)).TryGetProperty("global", out _));
        Assert.NotEmpty((await client.GetPresenceAsync(client.Session!.UserId, Token)).State);
        Assert.True((await client.RequestJsonAsync(HttpMethod.Get, "/_matrix/client/v3/account/3pid", null, Token)).TryGetProperty("threepids", out _));
    }

    [Fact]
    public async Task A_file_goes_up_and_comes_down_unchanged()
    {
        using var client = await MatrixUser.RegisterAsync(await homeservers.LiftedAsync(Token), Token);
        var bytes = Encoding.UTF8.GetBytes("vote;réponse\n");

        var address = await client.UploadAsync(bytes, "text/csv", "votes été.csv", Token);
        var media = await client.DownloadAsync(address, ct: Token);

        Assert.Equal(bytes, media.Content);
        Assert.StartsWith("text/csv", media.ContentType, StringComparison.Ordinal);
        Assert.Equal("votes été.csv", media.FileName);
        Assert.Equal(20 << 20, await client.GetMaximumUploadBytesAsync(Token));
    }

    [Fact]
    public async Task A_reserved_address_is_filled_once()
    {
        using var client = await MatrixUser.RegisterAsync(await homeservers.LiftedAsync(Token), Token);
        var reserved = await client.ReserveMediaAsync(Token);

        await client.UploadToAsync(reserved.Uri, "un"u8.ToArray(), "text/plain", ct: Token);
        var again = await Assert.ThrowsAsync<MatrixException>(() => client.UploadToAsync(reserved.Uri, "un"u8.ToArray(), "text/plain", ct: Token));

        Assert.Equal(MatrixFailure.MediaAlreadyUploaded, again.Reason);
        Assert.NotNull(reserved.ExpiresAt);
        Assert.Equal("un"u8.ToArray(), (await client.DownloadAsync(reserved.Uri, ct: Token)).Content);
    }

    [Fact]
    public async Task A_picture_has_a_thumbnail()
    {
        using var client = await MatrixUser.RegisterAsync(await homeservers.LiftedAsync(Token), Token);
        // One grey pixel.
        var png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");
        var address = await client.UploadAsync(png, "image/png", ct: Token);

        var thumbnail = await client.GetThumbnailAsync(address, 32, 32, ct: Token);

        Assert.StartsWith("image/", thumbnail.ContentType, StringComparison.Ordinal);
        Assert.NotEmpty(thumbnail.Content);
    }
}
