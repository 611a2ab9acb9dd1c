namespace RupnBot.Matrix;

public sealed partial class MatrixClient
{
    private static readonly Route WhoAmIRoute = Route.Of($"/_matrix/client/v3/account/whoami");

    /// <summary>How one may log in, such as <c>m.login.password</c>. To be read before a login is tried.</summary>
    public async Task<IReadOnlyList<string>> GetLoginFlowsAsync(CancellationToken ct)
    {
        var request = new MatrixRequest(HttpMethod.Get, Route.Of($"/_matrix/client/v3/login")) { Authenticated = false, Repeatable = true };
        var answer = await SendAsync(request, Json.Reader(MatrixJson.Default.LoginFlowsAnswer), ct).ConfigureAwait(false);
        return [.. answer.Flows.Select(flow => flow.Type)];
    }

    /// <summary>Logs in with name and password. The session is given to <see cref="MatrixClientOptions.SessionChanged"/>, then used.</summary>
    /// <param name="user">The local part, or the whole Matrix id.</param>
    /// <param name="password">The password.</param>
    /// <param name="deviceId">The device to log in again as; a new one when null.</param>
    /// <param name="displayName">The name of a new device, seen by others.</param>
    /// <param name="requestRefreshToken">True for a token that expires and is renewed; without, most servers give one that does not expire.</param>
    /// <param name="ct">Cancels the request.</param>
    public Task<MatrixSession> LoginWithPasswordAsync(
        string user, string password, DeviceId? deviceId = null, string? displayName = null, bool requestRefreshToken = false,
        CancellationToken ct = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(user);
        ArgumentException.ThrowIfNullOrEmpty(password);
        return LoginAsync(
            new LoginRequest("m.login.password")
            {
                Identifier = new LoginIdentifier("m.id.user", user),
                Password = password,
                DeviceId = deviceId,
                InitialDeviceDisplayName = displayName,
                RefreshToken = requestRefreshToken ? true : null,
            },
            ct);
    }

    /// <summary>Logs in with the account's e-mail address and password (specification, "Third-party ID" identifier), otherwise as by name.</summary>
    public Task<MatrixSession> LoginWithEmailAsync(
        string email, string password, DeviceId? deviceId = null, string? displayName = null, bool requestRefreshToken = false,
        CancellationToken ct = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(email);
        ArgumentException.ThrowIfNullOrEmpty(password);
        return LoginAsync(
            new LoginRequest("m.login.password")
            {
                Identifier = new LoginIdentifier("m.id.thirdparty", Medium: "email", Address: email.Trim().ToLowerInvariant()),
                Password = password,
                DeviceId = deviceId,
                InitialDeviceDisplayName = displayName,
                RefreshToken = requestRefreshToken ? true : null,
            },
            ct);
    }

    /// <summary>Logs in with a token given for that (<c>m.login.token</c>: single sign-on, or another device).</summary>
    public Task<MatrixSession> LoginWithTokenAsync(
        string loginToken, DeviceId? deviceId = null, string? displayName = null, bool requestRefreshToken = false, CancellationToken ct = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(loginToken);
        return LoginAsync(
            new LoginRequest("m.login.token")
            {
                Token = loginToken,
                DeviceId = deviceId,
                InitialDeviceDisplayName = displayName,
                RefreshToken = requestRefreshToken ? true : null,
            },
            ct);
    }

    /// <summary>Goes on with a session that was stored.</summary>
    public void UseSession(MatrixSession? session)
    {
        if (session is not null) RequireHeaderText(session.AccessToken);
        _transport.Session.Use(session);
    }

    /// <summary>Takes an access token from elsewhere, and asks the server whose it is.</summary>
    /// <param name="accessToken">The token.</param>
    /// <param name="deviceId">The device it belongs to, for servers that do not say.</param>
    /// <param name="ct">Cancels the request.</param>
    public async Task<MatrixSession> UseAccessTokenAsync(string accessToken, DeviceId? deviceId = null, CancellationToken ct = default)
    {
        RequireHeaderText(accessToken);
        var request = new MatrixRequest(HttpMethod.Get, WhoAmIRoute) { Authenticated = false, Bearer = accessToken, Repeatable = true };
        var owner = await SendAsync(request, Json.Reader(MatrixJson.Default.WhoAmI), ct).ConfigureAwait(false);
        var session = new MatrixSession(owner.UserId, owner.DeviceId ?? deviceId ?? new DeviceId(""), accessToken);
        await _transport.Session.AdoptAsync(session).ConfigureAwait(false);
        return session;
    }

    /// <summary>Renews the session now; otherwise it is done when the token is about to expire, or was refused.</summary>
    public Task<MatrixSession> RefreshAsync(CancellationToken ct) => _transport.Session.RenewAsync(RequireSession(), ct);

    /// <summary>Whose the token is. The cheapest proof that it is still good.</summary>
    public Task<WhoAmI> WhoAmIAsync(CancellationToken ct) =>
        GetAsync(WhoAmIRoute, MatrixJson.Default.WhoAmI, ct);

    /// <summary>Ends the session on the server: this device's, or all of the account's.</summary>
    public async Task LogoutAsync(bool everywhere = false, CancellationToken ct = default)
    {
        var route = everywhere ? Route.Of($"/_matrix/client/v3/logout/all") : Route.Of($"/_matrix/client/v3/logout");
        await PostAsync(route, "{}"u8.ToArray(), ct).ConfigureAwait(false);
        _transport.Session.Use(null);
    }

    /// <summary>Makes an account where the server lets anyone do so (<c>m.login.dummy</c>), and logs in.</summary>
    public async Task<MatrixSession> RegisterAsync(
        string user, string password, DeviceId? deviceId = null, string? displayName = null, bool requestRefreshToken = false,
        CancellationToken ct = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(user);
        ArgumentException.ThrowIfNullOrEmpty(password);
        var body = new RegisterRequest(
            user, password, new RegisterAuth("m.login.dummy"), deviceId, displayName, requestRefreshToken ? true : null);
        var request = new MatrixRequest(HttpMethod.Post, Route.Of($"/_matrix/client/v3/register"))
        {
            Body = Body(body, MatrixJson.Default.RegisterRequest),
            Authenticated = false,
        };
        return await OpenSessionAsync(request, ct).ConfigureAwait(false);
    }

    /// <summary>
    /// Asks for the mail that renews an expired account; works while requests fail with <see cref="MatrixFailure.AccountExpired"/>
    /// (Synapse's account validity module, as Tchap runs it).
    /// </summary>
    public Task RequestAccountRenewalMailAsync(CancellationToken ct) =>
        PostAsync(Route.Of($"/_matrix/client/unstable/account_validity/send_mail"), "{}"u8.ToArray(), ct);

    private Task<MatrixSession> LoginAsync(LoginRequest login, CancellationToken ct) => OpenSessionAsync(
        new MatrixRequest(HttpMethod.Post, Route.Of($"/_matrix/client/v3/login"))
        {
            Body = Body(login, MatrixJson.Default.LoginRequest),
            Authenticated = false,
        },
        ct);

    private async Task<MatrixSession> OpenSessionAsync(MatrixRequest request, CancellationToken ct)
    {
        var answer = await SendAsync(request, Json.Reader(MatrixJson.Default.LoginAnswer), ct).ConfigureAwait(false);
        var session = new MatrixSession(
            answer.UserId, answer.DeviceId, answer.AccessToken, answer.RefreshToken, _transport.Expiry(answer.ExpiresInMs));
        await _transport.Session.AdoptAsync(session).ConfigureAwait(false);
        return session;
    }

    // A stray line feed from a file would otherwise fail deep in the HTTP stack, token in hand.
    private static void RequireHeaderText(string token)
    {
        if (string.IsNullOrEmpty(token) || !token.All(c => c is > ' ' and < '\x7f'))
            throw new ArgumentException("An access token is printable ASCII without spaces.", nameof(token));
    }
}
