using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using RupnBot.Demo;
using RupnBot.Demo.Homeservers;
using RupnBot.EndToEndTests.Bench;
using RupnBot.EndToEndTests.Matrix;

namespace RupnBot.EndToEndTests.Faults;

/// <summary>Synapse's own expiry of accounts, which is Tchap's: the bot's account ends, its renewal mail is really sent, and its link followed.</summary>
public sealed partial class ExpiredAccountTests
{
    private const string Mailbox = "robot-du-srane@ac-test.fr";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_bot_stays_up_asks_for_one_mail_and_goes_on_once_its_link_was_followed()
    {
        await using var mails = new MailSink();
        await using var homeserver = await LocalHomeserver.StartWithAsync(
            $$"""
            account_validity: { enabled: true, period: 52w, renew_at: 1w }
            email: { smtp_host: 127.0.0.1, smtp_port: {{mails.Port}}, enable_tls: false, notif_from: "Tests <no-reply@rupn.test>" }
            """,
            Token);
        await using var bot = await ProxiedBot.StartAsync(homeserver, Token);
        using var salon = await AskedSalon.OpenAsync(bot, Token);
        await salon.AskAsync("!statut", Token);
        await salon.AssertEachAnsweredOnceAsync(Token);

        await homeserver.StopAsync(kill: false, Token);
        await ExpireAsync(homeserver, bot.Account.UserId);
        await homeserver.StartAgainAsync(Token);
        await SaysItIsNotReadyAsync(bot);
        await Eventually.TrueAsync(() => !mails.Mails.IsEmpty, "the renewal mail arrives", null, Token);
        await bot.Process.StopAsync(Token);
        var refused = Refusals(bot);
        bot.Process.Launch();
        await SaysItIsNotReadyAsync(bot);
        await Eventually.TrueAsync(() => Refusals(bot) > refused, "the bot that was started again is refused too", null, Token);

        Assert.False(bot.Process.HasExited);
        Assert.Contains("ORG_MATRIX_EXPIRED_ACCOUNT", bot.Process.Output.ToString(), StringComparison.Ordinal);
        var mail = Assert.Single(mails.Mails);
        Assert.Equal(Mailbox, mail.To);
        Assert.Single(bot.Proxy.Requests.All, request => request is { Path: "/_matrix/client/unstable/account_validity/send_mail", ForwardedStatus: 200 });

        // A quarter of an hour is not waited for: a restart looks again at once.
        await FollowAsync(LinkPattern().Match(mail.Text).Value);
        await bot.Process.StopAsync(Token);
        bot.Process.Launch();
        await bot.Process.WaitUntilReadyAsync(null, Token);
        await salon.AskAsync("!aide statut", Token);
        await salon.AssertEachAnsweredOnceAsync(Token);
        using var byMail = MatrixUser.Connect(homeserver);
        Assert.Equal(bot.Account.UserId, (await byMail.LoginWithEmailAsync(Mailbox, bot.Account.Password, ct: Token)).UserId.Value);
    }

    // No request makes an account expire today, nor gives it a mailbox without a mail.
    private static async Task ExpireAsync(LocalHomeserver homeserver, string user)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = homeserver.DatabaseFile, Pooling = false }.ToString());
        await connection.OpenAsync(Token);
        await using var command = connection.CreateCommand();
        command.CommandText = """
            UPDATE account_validity SET expiration_ts_ms = 1000 WHERE user_id = $user;
            INSERT INTO user_threepids (user_id, medium, address, validated_at, added_at) VALUES ($user, 'email', $address, 1, 1);
            """;
        command.Parameters.AddWithValue("$user", user);
        command.Parameters.AddWithValue("$address", Mailbox);
        Assert.Equal(2, await command.ExecuteNonQueryAsync(Token));
    }

    private static async Task SaysItIsNotReadyAsync(ProxiedBot bot)
    {
        using var http = new HttpClient();
        await Eventually.GetAsync(
            async token =>
            {
                try
                {
                    return (await http.GetAsync(bot.Process.ReadyAddress, token)).StatusCode == HttpStatusCode.ServiceUnavailable && bot.Process.Output.ToString().Contains("EXPIRED", StringComparison.Ordinal) ? "unready" : null;
                }
                catch (HttpRequestException)
                {
                    return null;
                }
            },
            () => "a bot that says it is not ready; its log:\n" + bot.Process.Output,
            null,
            Token);
    }

    private static int Refusals(ProxiedBot bot) => bot.Proxy.Requests.All.Count(request => request is { Path: "/_matrix/client/v3/account/whoami", ForwardedStatus: 403 });

    private static async Task FollowAsync(string link)
    {
        using var http = new HttpClient();
        (await http.GetAsync(link, Token)).EnsureSuccessStatusCode();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/_matrix/client/unstable/account_validity/renew\?token=\w+")]
    private static partial Regex LinkPattern();
}
