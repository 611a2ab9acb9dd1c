using System.Text;
using RupnBot.Bot.Encryption;
using RupnBot.Bot.Health;
using RupnBot.Bot.Session;
using RupnBot.Localization;
using RupnBot.Matrix;

namespace RupnBot.Bot.Outbox;

/// <summary>Makes the one request a claimed row needs next, and says how it ended.</summary>
public sealed partial class OutboxSender(BotSession session, EventDecryption decryption, BotHealth health, Texts texts, TimeProvider time, ILogger<OutboxSender> logger)
{
    // Neither kind nor name of an encrypted file is for the server.
    private const string CipherType = "application/octet-stream";
    private const int LookBackPages = 50;
    private static readonly TimeSpan ClockMargin = TimeSpan.FromMinutes(10);

    public async Task<IReadOnlyList<SendOutcome>> SendAsync(ClaimedMessage message, CancellationToken cancellationToken)
    {
        var row = message.Row;
        try
        {
            // The dispatcher has paced this request already.
            var client = session.Unpaced;
            if (message.IsDoubtful) return [await LookForAsync(client, message, cancellationToken)];
            if (message.Attachment is { IsUploaded: false } file) return await PlaceAsync(client, row, file, cancellationToken);
            return [new Sent(row.Id, await RequestAsync(client, message, cancellationToken))];
        }
        catch (MatrixException e)
        {
            return [Judge(row, e)];
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, row.Id, row.EventType, e);
            return [new Postponed(row.Id, OutboxRules.Backoff(row.Attempts, null), e.GetType().Name)];
        }
    }

    private static Task<EventId> RequestAsync(MatrixClient client, ClaimedMessage message, CancellationToken cancellationToken)
    {
        var row = message.Row;
        return row.Kind == OutboxKind.Redaction
            ? client.RedactAsync(row.RoomId, message.Target!.Value, row.TransactionId, reason: null, cancellationToken)
            : row.Ciphertext is { } cipher
                ? client.SendAsync(row.RoomId, EventTypes.Encrypted, row.TransactionId, Encoding.UTF8.GetBytes(cipher), cancellationToken)
                : client.SendAsync(row.RoomId, row.EventType, row.TransactionId, Encoding.UTF8.GetBytes(row.Content), cancellationToken);
    }

    // POSTs have no transaction id. The address is reserved and stored first, then filled: a repeated PUT is refused as already done.
    private static async Task<IReadOnlyList<SendOutcome>> PlaceAsync(MatrixClient client, OutboxMessage row, OutboxAttachment file, CancellationToken cancellationToken)
    {
        if (file.Address is not { } address)
        {
            var reserved = await client.ReserveMediaAsync(cancellationToken);
            return [new FilePlaced(row.Id, reserved.Uri.ToString(), IsUploaded: false), new Postponed(row.Id, TimeSpan.Zero, "file")];
        }

        try
        {
            await client.UploadToAsync(MxcUri.TryParse(address, out var uri) ? uri : throw new InvalidOperationException("The file's address is not of the mxc form."), file.Bytes, file.IsEncrypted ? CipherType : file.ContentType, file.IsEncrypted ? null : file.FileName, cancellationToken);
        }
        catch (MatrixException e) when (e.Reason == MatrixFailure.MediaAlreadyUploaded)
        {
            // An earlier attempt arrived though its answer did not.
        }

        return [new FilePlaced(row.Id, address, IsUploaded: true), new Postponed(row.Id, TimeSpan.Zero, "file")];
    }

    private async Task<SendOutcome> LookForAsync(MatrixClient client, ClaimedMessage message, CancellationToken cancellationToken)
    {
        var row = message.Row;
        if (row.Kind == OutboxKind.Redaction)
        {
            var target = await client.GetEventAsync(row.RoomId, message.Target!.Value, cancellationToken);
            return target is { IsRedacted: false } ? new Absent(row.Id) : new Sent(row.Id, message.Target.Value);
        }

        var oldest = (row.FirstAttemptAt - ClockMargin)?.ToUnixTimeMilliseconds();
        string? from = null;
        for (var page = 0; page < LookBackPages; page++)
        {
            var messages = await client.GetMessagesAsync(row.RoomId, Direction.Backward, from, limit: 100, ct: cancellationToken);
            var own = messages.Events.Where(candidate => candidate.Sender == session.Self).ToList();
            foreach (var candidate in await decryption.ReadAsync(row.RoomId, own, cancellationToken))
                if (OutboxEcho.MarkerOf(candidate) == row.TransactionId) return new Sent(row.Id, candidate.EventId);
            // All of the page: one event with a false date must not end the search.
            if (messages.End is null || messages.Events.All(candidate => candidate.OriginServerTs < oldest)) break;
            from = messages.End;
            // The dispatcher has paced one request; the others wait for their own turns.
            client = session.Client.WithPriority(row.Priority);
        }

        return new Absent(row.Id);
    }

    private SendOutcome Judge(OutboxMessage row, MatrixException e)
    {
        var reason = OutboxRules.ReasonOf(e);
        if (e.Reason is MatrixFailure.UnknownToken or MatrixFailure.AccountExpired or MatrixFailure.NoSession)
        {
            session.ReportLost(e);
            return new Postponed(row.Id, OutboxRules.Backoff(row.Attempts, null), reason);
        }

        var now = time.GetUtcNow();
        if (OutboxRules.IsFinal(e) || OutboxRules.IsHopeless(e, row.Attempts, now - row.CreatedAt, now - health.LastSync))
        {
            Log.Refused(logger, row.Id, row.EventType, reason);
            return new Refused(row.Id, reason, room => MessageContent.Notice(texts.Format("Bot.OutboxRefused", ("room", room), ("reason", Explain(e)))));
        }

        Log.Postponed(logger, row.Id, row.Attempts, reason);
        return new Postponed(row.Id, OutboxRules.Backoff(row.Attempts, e.RetryAfter), reason);
    }

    private string Explain(MatrixException e) => texts.Get(e.ErrorCode switch
    {
        "M_FORBIDDEN" => "Bot.OutboxForbidden",
        "M_TOO_LARGE" => "Bot.OutboxTooLarge",
        "M_NOT_FOUND" => "Bot.OutboxNotFound",
        _ => "Bot.OutboxOther",
    });

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Outbox row {Row} ({Type}) met an unexpected error and is put off.")]
        public static partial void Failed(ILogger logger, long row, string type, Exception exception);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Outbox row {Row} ({Type}) can never be sent: {Reason}")]
        public static partial void Refused(ILogger logger, long row, string type, string reason);

        [LoggerMessage(Level = LogLevel.Information, Message = "Outbox row {Row} is put off after attempt {Attempt}: {Reason}")]
        public static partial void Postponed(ILogger logger, long row, int attempt, string reason);
    }
}
