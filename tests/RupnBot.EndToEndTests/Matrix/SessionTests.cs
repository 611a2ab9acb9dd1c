using RupnBot.EndToEndTests.Bench;
using RupnBot.Matrix;

namespace RupnBot.EndToEndTests.Matrix;

public sealed class SessionTests(Homeservers homeservers)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Versions_flows_and_capabilities_are_read()
    {
        using var client = await MatrixUser.RegisterAsync(await homeservers.LiftedAsync(Token), Token);

        Assert.True((await client.GetVersionsAsync(Token)).Supports("v1.11"));
        Assert.Contains("m.login.password", await client.GetLoginFlowsAsync(Token));
        Assert.NotNull((await client.GetCapabilitiesAsync(Token)).DefaultRoomVersion);
    }

    [Fact]
    public async Task A_login_keeps_the_device_it_is_given_and_a_logout_ends_its_token()
    {
        var homeserver = await homeservers.LiftedAsync(Token);
        using var first = await MatrixUser.RegisterAsync(homeserver, Token);
        using var second = MatrixUser.Connect(homeserver);

        var session = await second.LoginWithPasswordAsync(
            first.Session!.UserId.LocalPart, MatrixUser.Password, new DeviceId("RUPNBOT1"), "RupnBot", ct: Token);
        var owner = await second.WhoAmIAsync(Token);
        await second.RenameDeviceAsync(session.DeviceId, "Autre nom", Token);
        var devices = await second.GetDevicesAsync(Token);
        await second.LogoutAsync(ct: Token);

        Assert.Equal((first.Session.UserId, new DeviceId("RUPNBOT1")), (owner.UserId, owner.DeviceId!.Value));
        Assert.Contains(devices, device => device.DeviceId == session.DeviceId && device.DisplayName == "Autre nom");
        var lost = await Assert.ThrowsAsync<MatrixException>(() => second.UseAccessTokenAsync(session.AccessToken, ct: Token));
        Assert.Equal(MatrixFailure.UnknownToken, lost.Reason);
        Assert.Equal(2, devices.Count);
    }

    [Fact]
    public async Task A_wrong_password_is_forbidden()
    {
        var homeserver = await homeservers.LiftedAsync(Token);
        using var user = await MatrixUser.RegisterAsync(homeserver, Token);
        using var client = MatrixUser.Connect(homeserver);

        var failure = await Assert.ThrowsAsync<MatrixException>(
            () => client.LoginWithPasswordAsync(user.Session!.UserId.Value, "wrong", ct: Token));

        Assert.Equal(("M_FORBIDDEN", false), (failure.ErrorCode, failure.IsTransient));
        Assert.Null(client.Session);
    }

    [Fact]
    public async Task A_login_token_opens_a_session_once()
    {
        var homeserver = await homeservers.LiftedAsync(Token);
        using var user = await MatrixUser.RegisterAsync(homeserver, Token);
        using var client = MatrixUser.Connect(homeserver);
        var given = await user.RequestJsonAsync(HttpMethod.Post, "/_matrix/client/v1/login/get_token", "{}"u8.ToArray(), Token);
        var loginToken = given.GetProperty("login_token").GetString()!;

        var session = await client.LoginWithTokenAsync(loginToken, new DeviceId("RUPNBOT2"), "RupnBot", ct: Token);

        Assert.Equal((user.Session!.UserId, new DeviceId("RUPNBOT2")), (session.UserId, session.DeviceId));
        Assert.Equal(session.UserId, (await client.WhoAmIAsync(Token)).UserId);
        using var late = MatrixUser.Connect(homeserver);
        var spent = await Assert.ThrowsAsync<MatrixException>(() => late.LoginWithTokenAsync(loginToken, ct: Token));
        Assert.Equal("M_FORBIDDEN", spent.ErrorCode);
    }

    [Fact]
    public async Task A_token_from_elsewhere_is_taken_over_with_its_user_and_device()
    {
        var homeserver = await homeservers.LiftedAsync(Token);
        using var user = await MatrixUser.RegisterAsync(homeserver, Token);
        using var client = MatrixUser.Connect(homeserver);

        var session = await client.UseAccessTokenAsync(user.Session!.AccessToken, ct: Token);

        Assert.Equal(user.Session, session);
    }

    [Fact]
    public async Task A_renewed_session_is_stored_and_works_and_the_old_refresh_token_is_spent()
    {
        var homeserver = await homeservers.LiftedAsync(Token);
        var stored = new List<MatrixSession>();
        using var client = MatrixUser.Connect(homeserver, (session, _) =>
        {
            stored.Add(session);
            return Task.CompletedTask;
        });
        var before = await client.RegisterAsync(MatrixUser.NewName(), MatrixUser.Password, requestRefreshToken: true, ct: Token);

        var after = await client.RefreshAsync(Token);
        await client.WhoAmIAsync(Token);

        Assert.Equal([before, after], stored);
        Assert.NotNull(before.ExpiresAt);
        Assert.NotEqual(before.AccessToken, after.AccessToken);
        using var stale = MatrixUser.Connect(homeserver);
        stale.UseSession(before);
        var lost = await Assert.ThrowsAsync<MatrixException>(() => stale.RefreshAsync(Token));
        Assert.Equal(MatrixFailure.UnknownToken, lost.Reason);
    }

    [Fact]
    public async Task The_renewal_mail_is_asked_for_where_the_server_knows_it_and_forbidden_where_accounts_do_not_expire()
    {
        using var client = await MatrixUser.RegisterAsync(await homeservers.LiftedAsync(Token), Token);

        var failure = await Assert.ThrowsAsync<MatrixException>(() => client.RequestAccountRenewalMailAsync(Token));

        Assert.Equal("M_FORBIDDEN", failure.ErrorCode);
    }
}
