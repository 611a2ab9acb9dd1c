using System.Text.Json;

namespace RupnBot.Matrix.Tests.Client;

/// <summary>User-interactive authentication of servers that Synapse is not: the first upload of cross-signing keys.</summary>
public sealed class SigningKeysTests
{
    private const string Asking = """{"session":"s1","flows":[{"stages":["m.login.sso"]},{"stages":["m.login.password"]}],"params":{}}""";
    private const string NoIdentity = """{"device_keys":{"@bot:rupn.test":{}}}""";

    private static readonly byte[] Keys = """{"master_key":{"keys":{}}}"""u8.ToArray();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_asks_for_the_password_gets_it_with_its_session()
    {
        await using var server = await StartAsync(Asking, NoIdentity);
        using var client = TestClient.For(server.Address);

        await client.UploadFirstSigningKeysAsync(Keys, "p4ssw0rd!", Ct);

        var uploads = Uploads(server);
        Assert.Equal(2, uploads.Count);
        Assert.False(uploads[0].TryGetProperty("auth", out _));
        var auth = uploads[1].GetProperty("auth");
        Assert.Equal(
            ("m.login.password", "s1", "p4ssw0rd!", "@bot:rupn.test"),
            (auth.GetProperty("type").GetString(), auth.GetProperty("session").GetString(), auth.GetProperty("password").GetString(), auth.GetProperty("identifier").GetProperty("user").GetString()));
        Assert.True(uploads[1].TryGetProperty("master_key", out _));
    }

    [Theory]
    [InlineData("""{"device_keys":{"@bot:rupn.test":{}},"master_keys":{"@bot:rupn.test":{}}}""")]
    [InlineData("{}")]
    public async Task The_password_is_not_given_when_an_identity_would_be_replaced_or_nothing_is_known(string known)
    {
        await using var server = await StartAsync(Asking, known);
        using var client = TestClient.For(server.Address);

        var failure = await TestClient.FailureAsync(() => client.UploadFirstSigningKeysAsync(Keys, "p4ssw0rd!", Ct));

        Assert.Equal(MatrixFailure.AuthenticationNeeded, failure.Reason);
        Assert.Single(Uploads(server));
    }

    [Theory]
    [InlineData("""{"session":"s","flows":[{"stages":["m.login.sso"]}]}""")]
    [InlineData("""{"session":"s","flows":[{"stages":["m.login.password","m.login.terms"]}]}""")]
    [InlineData("""{"session":"s","flows":[]}""")]
    [InlineData("""{"session":"\ud800","flows":["x",{"stages":7}]}""")]
    public async Task Stages_that_a_password_does_not_pass_are_told(string asking)
    {
        await using var server = await StartAsync(asking, NoIdentity);
        using var client = TestClient.For(server.Address);

        var failure = await TestClient.FailureAsync(() => client.UploadFirstSigningKeysAsync(Keys, "p4ssw0rd!", Ct));

        Assert.False(failure.IsTransient);
        Assert.DoesNotContain("p4ssw0rd", failure.ToString(), StringComparison.Ordinal);
        Assert.Single(Uploads(server));
    }

    [Fact]
    public async Task Without_a_password_what_the_server_asks_for_is_told()
    {
        await using var server = await StartAsync(Asking, NoIdentity);
        using var client = TestClient.For(server.Address);

        var failure = await TestClient.FailureAsync(() => client.UploadFirstSigningKeysAsync(Keys, null, Ct));

        Assert.Equal((MatrixFailure.AuthenticationNeeded, "s1", true), (failure.Reason, failure.Interactive!.Session, failure.Interactive.AsksForPasswordOnly));
    }

    [Fact]
    public async Task A_wrong_password_is_tried_once_and_not_quoted()
    {
        await using var server = await StartAsync(Asking, NoIdentity, accepts: false);
        using var client = TestClient.For(server.Address);

        var failure = await TestClient.FailureAsync(() => client.UploadFirstSigningKeysAsync(Keys, "p4ssw0rd!", Ct));

        Assert.Equal(2, Uploads(server).Count);
        Assert.DoesNotContain("p4ssw0rd", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"errcode":"M_UNRECOGNIZED"}""")]
    [InlineData("<html>")]
    public async Task A_404_that_is_not_the_homeservers_word_is_not_taken_for_no_backup(string body)
    {
        await using var server = await FaultyServer.AnsweringAsync(404, body);
        using var client = TestClient.For(server.Address);

        await TestClient.FailureAsync(() => client.GetBackupAsync(Ct));
    }

    private static Task<FaultyServer> StartAsync(string asking, string known, bool accepts = true) => FaultyServer.StartAsync(async context =>
    {
        if (context.Request.Path.Value!.EndsWith("/keys/query", StringComparison.Ordinal))
        {
            await FaultyServer.WriteAsync(context, 200, known);
            return;
        }

        var isSecond = context.Request.ContentLength > Keys.Length;
        await FaultyServer.WriteAsync(context, isSecond && accepts ? 200 : 401, isSecond && accepts ? "{}" : asking);
    });

    private static List<JsonElement> Uploads(FaultyServer server) =>
        [.. server.Requests.Where(asked => asked.RawTarget.EndsWith("/device_signing/upload", StringComparison.Ordinal)).Select(asked => JsonElement.Parse(asked.Body))];
}
