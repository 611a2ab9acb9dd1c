using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RupnBot.Bot.Encryption;
using RupnBot.Bot.Session;
using RupnBot.Configuration;
using RupnBot.Crypto;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Storage.Crypto;

namespace RupnBot.Operations.Doctor;

/// <summary>The homeserver knows the device by the keys of this database: with others the bot stays silent. Asks, and changes nothing.</summary>
internal sealed class DeviceKeysCheck(Database database, BotCrypto crypto, IOptions<StorageOptions> storage, Texts texts, TimeProvider time) : ICheck
{
    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        // What is missing, other checks tell; a key is not made here.
        if (!File.Exists(storage.Value.DatabaseFile) || !File.Exists(storage.Value.CryptoKeyFile)) return [];
        try
        {
            var account = await database.ReadAsync(db => db.Set<MatrixAccount>().SingleOrDefaultAsync(cancellationToken), cancellationToken);
            if (account is not { AccessToken: { } token, Homeserver: { } homeserver } || !UserId.TryParse(account.UserId, out var user)) return [];
            var machine = new CryptoMachine(user, new DeviceId(account.DeviceId), new CryptoOptions(), time);
            using var http = MatrixHttp.CreateClient();
            using var client = new MatrixClient(http, new MatrixClientOptions { Homeserver = new Uri(homeserver) }, time);
            client.UseSession(new MatrixSession(user, machine.Device, token));
            var question = machine.OwnDeviceQuery();
            var answer = await client.RequestJsonAsync(question.Method, question.Path, question.Body, cancellationToken);
            return await database.ReadAsync(
                async db =>
                {
                    using var step = crypto.Begin(db);
                    if (await step.AccountAsync(cancellationToken) is not { } keys || keys.User != user || keys.Device != machine.Device) return [];
                    return Found(await machine.CheckOwnDeviceAsync(step, answer, cancellationToken), account.DeviceId);
                },
                cancellationToken);
        }
        catch (CryptoStoreException)
        {
            return [new Finding(false, texts.Format("Crypto.WrongKey", ("file", storage.Value.CryptoKeyFile)))];
        }
        catch (Exception e) when (e is MatrixException or Microsoft.Data.Sqlite.SqliteException)
        {
            // The checks of the login and of the database say what is the matter.
            return [];
        }
    }

    private IReadOnlyList<Finding> Found(DeviceKeyCheck check, string device) => check switch
    {
        DeviceKeyCheck.Match => [new Finding(true, texts.Get("Crypto.KeysMatch"))],
        DeviceKeyCheck.Mismatch => [new Finding(false, texts.Format("Crypto.KeysMismatch", ("device", device)))],
        // Published at the next start: the report of the encryption says so.
        _ => [],
    };
}
