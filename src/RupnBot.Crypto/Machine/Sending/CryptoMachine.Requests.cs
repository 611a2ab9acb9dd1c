using System.Text.Json;

namespace RupnBot.Crypto;

// What is to be sent, and what came of it.
public sealed partial class CryptoMachine
{
    private const int StoredRequestsAtOnce = 16;

    /// <summary>
    /// What is to be sent without regard to any room: own keys, to-device requests made earlier, questions about devices that changed, and new
    /// sessions in place of broken ones. Make the requests in their order, and stop at one that fails.
    /// </summary>
    public async Task<IReadOnlyList<CryptoRequest>> PendingAsync(CryptoStep step, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(step);
        var requests = new List<CryptoRequest>();
        if (await KeysUploadAsync(step, ct).ConfigureAwait(false) is { } upload) requests.Add(upload);
        requests.AddRange((await step.ToDeviceAsync(StoredRequestsAtOnce, ct).ConfigureAwait(false)).Select(Request));
        if (await KeysQueryAsync(step, QueryLimit, ct).ConfigureAwait(false) is { } query) requests.Add(query);
        requests.AddRange(await RenewalsAsync(step, ct).ConfigureAwait(false));
        return requests;
    }

    /// <summary>The server has taken a request; its answer.</summary>
    public async Task MarkSentAsync(CryptoStep step, CryptoRequest request, JsonElement answer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(request);
        switch (request.Kind)
        {
            case CryptoRequestKind.KeysUpload: await ApplyKeysUploadAsync(step, request, answer, ct).ConfigureAwait(false); return;
            case CryptoRequestKind.KeysQuery: await ApplyKeysQueryAsync(step, request, answer, ct).ConfigureAwait(false); return;
            case CryptoRequestKind.KeysClaim: await ApplyKeysClaimAsync(step, request, answer, ct).ConfigureAwait(false); return;
            case CryptoRequestKind.ToDevice: await ConfirmAsync(step, request, ct).ConfigureAwait(false); return;
            case CryptoRequestKind.BackupKeys: await ApplyBackupKeysAsync(step, request, ct).ConfigureAwait(false); return;
            case CryptoRequestKind.BackupRemove: step.Changes.RemovedFromBackup.Add(ContextOf<BackupRemovalContext>(request).Room); return;
            default: throw new ArgumentException("Whoever made the request reads its answer.", nameof(request));
        }
    }

    /// <summary>
    /// The server refused a request, or could not be asked. True: the same request is to be made again later. False: it is settled otherwise
    /// (made smaller, or given up and replaced in time), and what is to be sent now is to be asked for anew.
    /// </summary>
    /// <param name="step">The step.</param>
    /// <param name="request">The request.</param>
    /// <param name="status">The HTTP status; 0 when there was no answer.</param>
    /// <param name="errcode">The Matrix error code, if any.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<bool> MarkFailedAsync(CryptoStep step, CryptoRequest request, int status, string? errcode, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(request);
        if (request.Kind is CryptoRequestKind.BackupKeys or CryptoRequestKind.BackupRemove) return await FailBackupKeysAsync(step, request, errcode, ct).ConfigureAwait(false);
        // Everything else passes: tokens are renewed, servers come back, limits end.
        var isTooLarge = status == 413 || errcode == "M_TOO_LARGE";
        if (!isTooLarge && status != 400) return true;
        switch (request.Kind)
        {
            case CryptoRequestKind.ToDevice:
                await DivideAsync(step, request, isTooLarge, ct).ConfigureAwait(false);
                return false;
            case CryptoRequestKind.KeysClaim when isTooLarge && request.Targets > 1:
                await LowerLimitAsync(step, request.Targets, ct).ConfigureAwait(false);
                return false;
            case CryptoRequestKind.KeysClaim:
                await GiveUpClaimAsync(step, request, ct).ConfigureAwait(false);
                return false;
            case CryptoRequestKind.KeysQuery:
                await PostponeQueryAsync(step, request, ct).ConfigureAwait(false);
                return false;
            default: return true;
        }
    }

    private static TContext ContextOf<TContext>(CryptoRequest request)
        where TContext : class =>
        request.Context as TContext ?? throw new ArgumentException("The request was not made by this machine.", nameof(request));
}
