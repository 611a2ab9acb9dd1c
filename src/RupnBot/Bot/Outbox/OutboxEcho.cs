using Microsoft.EntityFrameworkCore;
using RupnBot.Matrix;
using RupnBot.Storage;

namespace RupnBot.Bot.Outbox;

/// <summary>Our own event came back: its row is sent, even if the answer to the request was lost.</summary>
internal static class OutboxEcho
{
    public static async Task ApplyAsync(BotDbContext context, MatrixEvent echo, CancellationToken cancellationToken)
    {
        if (MarkerOf(echo) is not { } marker) return;
        var row = await context.Set<OutboxMessage>().AsTracking().FirstOrDefaultAsync(message => message.TransactionId == marker, cancellationToken);
        // The marker is written into the content, so that anyone could repeat it; but only our own events are looked at.
        if (row is null || row.State == OutboxState.Sent) return;
        row.State = OutboxState.Sent;
        row.EventId = echo.EventId;
        context.OutboxTouched = true;
        // The file has left; the answer that would say so may never come.
        if (row.AttachmentId is { } file && await context.FindAsync<OutboxAttachment>([file], cancellationToken) is { } attachment) attachment.Bytes = [];
    }

    public static string? MarkerOf(MatrixEvent sent) =>
        sent.TransactionId ?? (sent.RawContent.TryGetProperty(OutboxMessage.MarkerKey, out var marker) && marker.ValueKind == System.Text.Json.JsonValueKind.String ? marker.GetString() : null);
}
