using System.Text.Json;
using RupnBot.Crypto;

namespace RupnBot.EndToEndTests.Bench.Encryption;

internal sealed partial class EngineColleague
{
    private const string BackupVersion = "/_matrix/client/v3/room_keys/version";
    private const string BackupKeys = "/_matrix/client/v3/room_keys/keys";

    private string AccountData => $"/_matrix/client/v3/user/{Uri.EscapeDataString(UserId)}/account_data/";

    /// <summary>Makes an identity and a key backup, or takes over those that the recovery key opens.</summary>
    /// <returns>How both stand, and the recovery key.</returns>
    public async Task<(IdentityState Identity, BackupState Backup, string? RecoveryKey)> SetUpIdentityAsync(string? recoveryKey, CancellationToken cancellationToken)
    {
        for (var round = 0; round < IdentityPlan.MaximumRounds; round++)
        {
            var seen = await LookAsync(cancellationToken);
            using var key = RecoveryKey.TryParse(recoveryKey, out var parsed) ? parsed : null;
            var plan = await StepAsync(step => _machine.PlanIdentityAsync(step, seen, key, cancellationToken), cancellationToken);
            if (plan.Actions.Count == 0) return (plan.State, plan.Backup, recoveryKey);
            foreach (var action in plan.Actions) recoveryKey = await DoAsync(action, cancellationToken) ?? recoveryKey;
        }

        throw new InvalidOperationException("The identity is never settled.");
    }

    /// <summary>Puts all sessions into the backup that are not there yet.</summary>
    public async Task BackUpAsync(CancellationToken cancellationToken)
    {
        while (await StepAsync(step => _machine.BackupKeysAsync(step, CryptoMachine.BackupBatch, cancellationToken), cancellationToken) is { } request)
            await MakeAsync(request, cancellationToken);
    }

    /// <summary>Gets what the backup holds.</summary>
    /// <returns>The sessions that are new.</returns>
    public async Task<int> RestoreAsync(CancellationToken cancellationToken)
    {
        var version = await StepAsync(step => _machine.BackupVersionAsync(step, cancellationToken), cancellationToken);
        var held = await _http.GetAsync($"{BackupKeys}?version={version}", cancellationToken);
        var restored = await StepAsync(step => _machine.RestoreAsync(step, held!.Value, cancellationToken), cancellationToken);
        return restored.Sessions.Count;
    }

    private async Task<IdentitySnapshot> LookAsync(CancellationToken cancellationToken)
    {
        var (_, keys) = await _http.MakeAsync(_machine.OwnDeviceQuery(), cancellationToken);
        var data = new Dictionary<string, JsonElement>();
        foreach (var type in IdentitySnapshot.AccountDataTypes)
            if (await _http.GetAsync(AccountData + type, cancellationToken) is { } found) data[type] = found;
        var description = IdentitySnapshot.KeyDescriptionType(data.TryGetValue(SecretStorage.DefaultKeyType, out var key) ? key : null);
        if (description is not null && await _http.GetAsync(AccountData + description, cancellationToken) is { } described) data[description] = described;
        return new IdentitySnapshot { Keys = keys, AccountData = data, Backup = await _http.GetAsync(BackupVersion, cancellationToken) };
    }

    /// <returns>A recovery key that was made.</returns>
    private async Task<string?> DoAsync(IdentityAction action, CancellationToken cancellationToken)
    {
        switch (action)
        {
            case IdentityAction.WriteRecoveryKey made: return made.Key.Format();
            case IdentityAction.PutAccountData data: await _http.PutAsync(AccountData + data.Type, data.Json, cancellationToken); return null;
            case IdentityAction.Send sent: await _http.MakeWellAsync(sent.Request, cancellationToken); return null;
            default: throw new InvalidOperationException($"Nobody knows how to do {action}.");
        }
    }
}
