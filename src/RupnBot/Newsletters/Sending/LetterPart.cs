using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Outbox;
using RupnBot.Matrix;
using RupnBot.Newsletters.Records;
using RupnBot.Storage;

namespace RupnBot.Newsletters.Sending;

/// <summary>What a salon has of one part of a letter, as the outbox knows it: the message, its corrections, and whether it was taken back.</summary>
/// <param name="Row">The message; null when it was never queued, or so long ago that no trace of it is left.</param>
/// <param name="Changes">Its corrections and redactions, in their order.</param>
/// <param name="WasQueued">There was one, whatever is left of it.</param>
internal sealed record LetterPart(OutboxMessage? Row, IReadOnlyList<OutboxMessage> Changes, bool WasQueued)
{
    /// <summary>It left and was not taken back.</summary>
    public bool IsThere => Row?.EventId is not null && !Changes.Any(change => change is { Kind: OutboxKind.Redaction, State: OutboxState.Sent });

    /// <summary>Nothing is known of it any more, so that nothing more may be said of it.</summary>
    public bool IsLost => WasQueued && Row is null;

    /// <summary>The events that carry its words: to redact a message hides its corrections, but leaves their words on the server.</summary>
    public IEnumerable<OutboxMessage> Events => Changes.Where(IsEdit).Append(Row!).Where(row => row.EventId is not null).OrderBy(row => row.Id);

    /// <summary>The parts of a salon's letter, each with what became of it.</summary>
    public static async Task<(LetterPart Picture, LetterPart Text, LetterPart Attachment)> OfAsync(BotDbContext db, NewsletterDelivery delivery, CancellationToken cancellationToken)
    {
        var ids = delivery.Parts;
        // A part depends on the part before it and has a key; a correction has none.
        var rows = await db.Set<OutboxMessage>().AsTracking()
            .Where(row => ids.Contains(row.Id) || (row.DependsOnId != null && ids.Contains(row.DependsOnId.Value) && (row.Kind == OutboxKind.Redaction || row.Key == null))).OrderBy(row => row.Id).ToListAsync(cancellationToken);
        return (Of(delivery.PictureId), Of(delivery.TextId), Of(delivery.AttachmentId));

        LetterPart Of(long? id) => id is null ? new(null, [], false) : new(rows.Find(row => row.Id == id), rows.FindAll(row => row.DependsOnId == id && !ids.Contains(row.Id)), true);
    }

    /// <summary>A salon sees it so already. False also when its words are no longer known.</summary>
    public bool Shows(MessageContent wanted)
    {
        if (!IsThere) return false;
        var last = Changes.LastOrDefault(change => IsEdit(change) && change.State == OutboxState.Sent);
        var shown = last is null ? JsonNode.Parse(Row!.Content) : JsonNode.Parse(last.Content)?["m.new_content"];
        (shown as JsonObject)?.Remove(OutboxMessage.MarkerKey);
        return JsonNode.DeepEquals(shown, JsonNode.Parse(wanted.ToJson()));
    }

    private static bool IsEdit(OutboxMessage change) => change.Kind == OutboxKind.Event;
}
