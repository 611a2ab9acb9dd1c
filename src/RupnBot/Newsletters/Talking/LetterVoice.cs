using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Messages;
using RupnBot.Bot.Outbox;
using RupnBot.Matrix;
using RupnBot.Newsletters.Records;
using RupnBot.Storage;

namespace RupnBot.Newsletters.Talking;

/// <summary>What is said of a letter in direct chats. Each message names the letter by its key, so that a reply to it is about that letter.</summary>
internal static class LetterVoice
{
    private const string Prefix = "letter-said:";

    /// <summary>Says something of a letter, in the chat it is prepared in unless told otherwise.</summary>
    public static Task<OutboxMessage> SayAsync(BotDbContext db, Newsletter letter, MessageBody body, DateTimeOffset now, CancellationToken cancellationToken, RoomId? chat = null) =>
        SayAsync(db, letter, body.ToMessage(notice: true), now, cancellationToken, chat);

    public static Task<OutboxMessage> SayAsync(BotDbContext db, Newsletter letter, EventContent content, DateTimeOffset now, CancellationToken cancellationToken, RoomId? chat = null) =>
        db.QueueAsync(new OutgoingMessage(chat ?? letter.ChatId, content) { Key = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{letter.Id}:{letter.Said++}") }, now, cancellationToken);

    /// <summary>The letter a message of ours spoke of; null when it spoke of none.</summary>
    public static async Task<Newsletter?> OfAsync(BotDbContext db, EventId? message, RoomId chat, CancellationToken cancellationToken)
    {
        if (message is not { } id) return null;
        var key = await db.Set<OutboxMessage>().Where(row => row.EventId == id && row.RoomId == chat).Select(row => row.Key).FirstOrDefaultAsync(cancellationToken);
        if (key is null || !key.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var number = key.AsSpan(Prefix.Length);
        if (number.IndexOf(':') is var end and > 0) number = number[..end];
        return long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var letter) ? await db.FindAsync<Newsletter>([letter], cancellationToken) : null;
    }
}
