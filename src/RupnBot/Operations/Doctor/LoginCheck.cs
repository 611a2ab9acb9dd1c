using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RupnBot.Bot.Session;
using RupnBot.Configuration;
using RupnBot.Localization;
using RupnBot.Matrix;

namespace RupnBot.Operations.Doctor;

/// <summary>The login that is stored still holds. It never logs in (that would make a device) and never renews a token (that would take it from the bot).</summary>
internal sealed class LoginCheck(Database database, IOptions<StorageOptions> storage, IOptions<MatrixOptions> matrix, Texts texts, TimeProvider time) : ICheck
{
    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(storage.Value.DatabaseFile)) return [new Finding(true, texts.Get("Doctor.LoginNotYet"))];
        try
        {
            var account = await database.ReadAsync(db => db.Set<MatrixAccount>().SingleOrDefaultAsync(cancellationToken), cancellationToken);
            if (account is not { AccessToken: { } token, Homeserver: { } homeserver } || !UserId.TryParse(account.UserId, out var user)) return [Configured()];
            using var http = MatrixHttp.CreateClient();
            using var client = new MatrixClient(http, new MatrixClientOptions { Homeserver = new Uri(homeserver) }, time);
            client.UseSession(new MatrixSession(user, new DeviceId(account.DeviceId), token));
            await client.WhoAmIAsync(cancellationToken);
            return [new Finding(true, texts.Format("Doctor.Login", ("device", account.DeviceId)))];
        }
        catch (MatrixException e)
        {
            return [Refused(e)];
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            // The database check says what is the matter with it.
            return [];
        }
    }

    private Finding Configured() => new(true, texts.Get(string.IsNullOrEmpty(matrix.Value.AccessToken) ? "Doctor.LoginNotYet" : "Doctor.LoginByToken"));

    private Finding Refused(MatrixException e) => e.Reason switch
    {
        MatrixFailure.AccountExpired => new Finding(false, texts.Get("Doctor.AccountExpired")),
        // A short-lived token that the running bot is about to renew.
        MatrixFailure.UnknownToken when e.SoftLogout => new Finding(true, texts.Get("Doctor.LoginSoft")),
        MatrixFailure.UnknownToken => new Finding(false, texts.Get("Doctor.LoginLost")),
        _ => new Finding(false, texts.Format("Doctor.LoginUnknown", ("reason", e.ErrorCode ?? e.Reason.ToString()))),
    };
}
