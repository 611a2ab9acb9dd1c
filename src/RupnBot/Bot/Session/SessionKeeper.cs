using System.Net;
using Microsoft.Extensions.Options;
using RupnBot.Bot.Health;
using RupnBot.Bot.Pacing;
using RupnBot.Configuration;
using RupnBot.Matrix;

namespace RupnBot.Bot.Session;

/// <summary>
/// Logs in, and again when the login is lost. An expired account or a token refused for good never stops the process: it stays up,
/// says so in its health, asks once for the renewal mail and tries again every ten minutes.
/// </summary>
public sealed partial class SessionKeeper(
    BotSession session, AccountStore accounts, HomeserverAddress address, MatrixClientFactory clients, BotHealth health, RequestPacer pacer,
    IOptions<MatrixOptions> matrix, IOptions<BotOptions> bot, TimeProvider time, ILogger<SessionKeeper> logger) : BackgroundService
{
    internal static readonly TimeSpan RetryWhenRefused = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan MailIsRecent = TimeSpan.FromDays(90);
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await EstablishAsync(stoppingToken);
                var reason = await session.LostAsync(stoppingToken);
                // The token is asked about before it is given up: the refusal may be of a request sent with the one before it.
                Log.Lost(logger, reason.Reason.ToString(), reason.ErrorCode);
                // Some servers still answer whoami for an expired account: trying again at once would go round without end.
                if (reason.Reason == MatrixFailure.AccountExpired) await Task.Delay(await JudgeAsync(reason, 0, stoppingToken), time, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever it was, the process stays up and says so: a background service that falls would take the host with it.
                health.Report(HealthTopics.Login, HealthLevel.Unhealthy, e.GetType().Name);
                Log.Fell(logger, e);
                await Task.Delay(LongestBackoff, time, stoppingToken);
            }
        }
    }

    private async Task EstablishAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await LogInAsync(cancellationToken);
                await NameAsync(cancellationToken);
                await accounts.RenewalMailAskedAsync(null, cancellationToken);
                health.Resolve(HealthTopics.Login);
                return;
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                await Task.Delay(await JudgeAsync(e, attempt, cancellationToken), time, cancellationToken);
            }
        }
    }

    private async Task LogInAsync(CancellationToken cancellationToken)
    {
        var homeserver = await address.FindAsync(matrix.Value, cancellationToken);
        var account = await accounts.LoadAsync(homeserver.AbsoluteUri, cancellationToken);
        var client = clients.Create(homeserver, accounts.SaveAsync, pacer);
        var own = await OpenAsync(client, account, cancellationToken);
        session.Provide(client, own.UserId, own.DeviceId);
        Log.LoggedIn(logger, own.DeviceId, homeserver.Host);
    }

    // Members see this name beside each message. It is not worth a failed start: a server may forbid changing it, as Tchap's may.
    private async Task NameAsync(CancellationToken cancellationToken)
    {
        var client = session.Client.WithPriority(RequestPriority.Background);
        try
        {
            var profile = await client.GetProfileAsync(session.Self, cancellationToken);
            if (profile?.DisplayName != bot.Value.DisplayName) await client.SetDisplayNameAsync(bot.Value.DisplayName, cancellationToken);
        }
        catch (MatrixException e) when (e.Reason is not (MatrixFailure.UnknownToken or MatrixFailure.AccountExpired))
        {
            Log.NotNamed(logger, e.ErrorCode ?? e.Reason.ToString());
        }
    }

    private async Task<MatrixSession> OpenAsync(MatrixClient client, MatrixAccount account, CancellationToken cancellationToken)
    {
        if (Stored(account) is { } stored)
        {
            try
            {
                client.UseSession(stored);
                var owner = await client.WhoAmIAsync(cancellationToken);
                return client.Session! with { UserId = owner.UserId };
            }
            catch (MatrixException e) when (e.Reason == MatrixFailure.UnknownToken)
            {
                await accounts.ForgetTokenAsync(cancellationToken);
            }
        }

        // Also after a stored one was refused: the operator may have set another since.
        if (matrix.Value is { AccessToken: { Length: > 0 } token, DeviceId: { } device })
            return await client.UseAccessTokenAsync(token, new DeviceId(device), cancellationToken);

        if (Secret() is not { } password) throw new MatrixException(MatrixFailure.UnknownToken, "The access token is refused and no password is configured.");
        var flows = await client.GetLoginFlowsAsync(cancellationToken);
        if (!flows.Contains("m.login.password")) throw new MatrixException(MatrixFailure.Unsupported, "The homeserver offers no login by password.") { Status = HttpStatusCode.Forbidden };
        var own = new DeviceId(account.DeviceId);
        return string.IsNullOrWhiteSpace(matrix.Value.User)
            ? await client.LoginWithEmailAsync(matrix.Value.Email!, password, own, bot.Value.DisplayName, matrix.Value.RefreshTokens, cancellationToken)
            : await client.LoginWithPasswordAsync(matrix.Value.User, password, own, bot.Value.DisplayName, matrix.Value.RefreshTokens, cancellationToken);
    }

    // A login of another account than the one configured now is not used: whoever changed the setting means the new one.
    private MatrixSession? Stored(MatrixAccount account) =>
        account.AccessToken is { } token && UserId.TryParse(account.UserId, out var user) && IsConfigured(user)
            ? new MatrixSession(user, new DeviceId(account.DeviceId), token, account.RefreshToken, account.ExpiresAt)
            : null;

    private bool IsConfigured(UserId user) =>
        string.IsNullOrWhiteSpace(matrix.Value.User)
        || string.Equals(matrix.Value.User, user.Value, StringComparison.OrdinalIgnoreCase)
        || string.Equals(matrix.Value.User.TrimStart('@'), user.LocalPart, StringComparison.OrdinalIgnoreCase);

    private string? Secret()
    {
        var options = matrix.Value;
        if (!string.IsNullOrEmpty(options.Password)) return options.Password;
        return string.IsNullOrEmpty(options.PasswordFile) ? null : File.ReadLines(options.PasswordFile).FirstOrDefault();
    }

    private async Task<TimeSpan> JudgeAsync(Exception e, int attempt, CancellationToken cancellationToken)
    {
        var failure = e as MatrixException;
        // Only our own words go further: the message of anything else may quote an address or a path.
        var name = failure is null ? (e is InvalidOperationException ? e.Message : e.GetType().Name) : failure.ErrorCode ?? failure.Reason.ToString();
        health.Report(HealthTopics.Login, HealthLevel.Unhealthy, name);
        Log.Refused(logger, name, attempt + 1);
        if (failure is { Reason: MatrixFailure.AccountExpired }) await AskForRenewalMailAsync(cancellationToken);
        if (failure is not { IsTransient: true }) return RetryWhenRefused;
        if (failure.RetryAfter is { } asked) return TimeSpan.FromSeconds(Math.Clamp(asked.TotalSeconds, 1, RetryWhenRefused.TotalSeconds));
        return TimeSpan.FromSeconds(Math.Min(LongestBackoff.TotalSeconds, Math.Pow(2, Math.Min(attempt, 10))));
    }

    // The mail is asked for once for each expiry, which come a year apart: the mark is committed before the request, and taken off when that failed.
    private async Task AskForRenewalMailAsync(CancellationToken cancellationToken)
    {
        try
        {
            var homeserver = await address.FindAsync(matrix.Value, cancellationToken);
            var account = await accounts.LoadAsync(homeserver.AbsoluteUri, cancellationToken);
            if (account.RenewalMailAskedAt > time.GetUtcNow() - MailIsRecent || Stored(account) is not { } stored) return;
            await accounts.RenewalMailAskedAsync(time.GetUtcNow(), cancellationToken);
            await RequestRenewalMailAsync(homeserver, stored, cancellationToken);
            Log.RenewalMailAsked(logger);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // Whatever it is: an exception that left this loop would stop the whole process.
            Log.RenewalMailFailed(logger, (e as MatrixException)?.ErrorCode ?? e.GetType().Name);
        }
    }

    private async Task RequestRenewalMailAsync(Uri homeserver, MatrixSession stored, CancellationToken cancellationToken)
    {
        var client = clients.Create(homeserver, accounts.SaveAsync, pacer);
        client.UseSession(stored);
        try
        {
            await client.RequestAccountRenewalMailAsync(cancellationToken);
        }
        catch (MatrixException e) when (e.IsTransient)
        {
            // It has probably not left: better a second mail than none.
            await accounts.RenewalMailAskedAsync(null, cancellationToken);
            throw;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Logged in with the device {Device} on {Host}.")]
        public static partial void LoggedIn(ILogger logger, DeviceId device, string host);

        [LoggerMessage(Level = LogLevel.Error, Message = "Keeping the login met an unexpected error; it is tried again.")]
        public static partial void Fell(ILogger logger, Exception exception);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The display name could not be set: {Reason}")]
        public static partial void NotNamed(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The login is lost: {Reason} {ErrorCode}")]
        public static partial void Lost(ILogger logger, string reason, string? errorCode);

        [LoggerMessage(Level = LogLevel.Error, Message = "The login failed: {Reason} (attempt {Attempt})")]
        public static partial void Refused(ILogger logger, string reason, int attempt);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The account has expired; the renewal mail was asked for.")]
        public static partial void RenewalMailAsked(ILogger logger);

        [LoggerMessage(Level = LogLevel.Error, Message = "The account has expired and the renewal mail could not be asked for: {Reason}")]
        public static partial void RenewalMailFailed(ILogger logger, string reason);
    }
}
