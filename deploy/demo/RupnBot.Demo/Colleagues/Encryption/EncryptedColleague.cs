using System.Text.Json.Nodes;
using RupnBot.Demo.Processes;

namespace RupnBot.Demo.Colleagues.Encryption;

/// <summary>
/// A colleague who encrypts with a real client: matrix-js-sdk with Rust crypto in a Node.js process (<c>js/encrypted-colleague.mjs</c>). One process, one
/// device; its keys go with it.
/// </summary>
public sealed partial class EncryptedColleague : IAsyncDisposable
{
    private readonly JsonLineProcess _sdk;
    private readonly SeenEvents _seen;

    private EncryptedColleague(JsonLineProcess sdk, SeenEvents seen, Colleague account) => (_sdk, _seen, Account) = (sdk, seen, account);

    /// <summary>The account as the server's interface shows it, on a device without keys: what stands on the wire.</summary>
    public Colleague Account { get; }

    public string UserId => Account.UserId;

    public string DeviceId { get; private set; } = "";

    /// <summary>Logs in on a new device with new keys.</summary>
    /// <param name="account">Whose device.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="crossSigning">What to do about the device's signature.</param>
    /// <param name="recoveryKey">The key to secret storage, to recover.</param>
    public static async Task<EncryptedColleague> LogInAsync(
        Colleague account, CancellationToken cancellationToken, CrossSigning crossSigning = CrossSigning.Bootstrap, string? recoveryKey = null)
    {
        var seen = new SeenEvents();
        var sdk = await JsPackages.StartAsync("encrypted-colleague.mjs", seen.Add, cancellationToken);
        var colleague = new EncryptedColleague(sdk, seen, account);
        try
        {
            var parameters = new JsonObject
            {
                ["homeserver"] = account.Homeserver.ToString(),
                ["user"] = account.LocalPart,
                ["password"] = account.Password,
                ["crossSigning"] = crossSigning != CrossSigning.None,
                ["recoveryKey"] = recoveryKey,
            };
            var answer = await sdk.DoAsync("login", parameters, cancellationToken);
            colleague.DeviceId = answer!["device_id"]!.GetValue<string>();
            return colleague;
        }
        catch
        {
            await colleague.DisposeAsync();
            throw;
        }
    }

    /// <summary>Puts the identity's private keys into secret storage, and on demand makes a key backup.</summary>
    /// <returns>The key to all that.</returns>
    public async Task<string> CreateRecoveryKeyAsync(CancellationToken cancellationToken, bool backup = false) =>
        (await _sdk.DoAsync("createRecoveryKey", new JsonObject { ["backup"] = backup }, cancellationToken))!.GetValue<string>();

    /// <summary>Gets all that the key backup holds, with the key that lies in secret storage.</summary>
    /// <returns>The number of sessions.</returns>
    public async Task<int> RestoreBackupAsync(CancellationToken cancellationToken) =>
        (await _sdk.DoAsync("restoreBackup", [], cancellationToken))!.GetValue<int>();

    /// <summary>From now on keys go only to devices that their owner signed, and only messages from such are read (MSC4153).</summary>
    public Task TrustOnlySignedDevicesAsync(CancellationToken cancellationToken) => _sdk.DoAsync("onlySignedDevices", [], cancellationToken);

    /// <summary>The devices of a user that this client knows, asking the server when it has to: is each signed by its owner?</summary>
    public async Task<IReadOnlyDictionary<string, bool>> DevicesOfAsync(string userId, CancellationToken cancellationToken)
    {
        var answer = await _sdk.DoAsync("devices", new JsonObject { ["user"] = userId }, cancellationToken);
        return answer!.AsArray().ToDictionary(device => (string)device!["device_id"]!, device => (bool)device!["signed_by_owner"]!);
    }

    public ValueTask DisposeAsync() => _sdk.DisposeAsync();

    private async Task<string> SendAsync(string command, JsonObject parameters, CancellationToken cancellationToken) =>
        (await _sdk.DoAsync(command, parameters, cancellationToken))!["event_id"]!.GetValue<string>();
}
