using System.Text.Json;
using RupnBot.Bot.Messages;
using RupnBot.Bot.Outbox;
using RupnBot.Bot.Rooms;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Scheduling.Dates;
using RupnBot.Sources.Catalog;
using RupnBot.Sources.Probing;
using RupnBot.Storage;

namespace RupnBot.Subscriptions;

/// <summary>The address someone subscribed to proved to be a feed: the subscription is made and they are told.</summary>
internal sealed class SubscribedAddress(SubscriptionBook book, SubscriptionText words, Texts texts) : IProbedSourceHandler
{
    public const string HandlerName = "subscribe";

    public string Name => HandlerName;

    public static string PayloadOf(RoomId salon, UserId by, Cadence? cadence) =>
        JsonSerializer.Serialize(new Payload(salon.Value, by.Value, cadence is null ? null : CadenceCode.Write(cadence)));

    public async Task ContinueAsync(BotDbContext db, Source source, ProbeRequest request, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var payload = JsonSerializer.Deserialize<Payload>(request.Payload) ?? throw new InvalidOperationException("A probe has lost its payload.");
        if (await db.FindAsync<Room>([new RoomId(payload.Salon)], cancellationToken) is not { Membership: RoomMembership.Joined } salon) return;
        var cadence = CadenceCode.TryRead(payload.Cadence, out var read) ? read : null;
        var subscribed = await book.PutAsync(db, salon.Id, SubscriptionTarget.Source(source.Id, source.Name), cadence, new UserId(payload.By), now, cancellationToken);
        var text = subscribed is null
            ? texts.Format("Subscriptions.TooMany", ("count", Subscription.MostInASalon))
            : words.Done(subscribed, salon.Name ?? salon.CanonicalAlias ?? texts.Get("Bot.UnnamedSalon"));
        await db.QueueAsync(new OutgoingMessage(request.ReplyRoomId, text.ToBody().ToMessage(notice: true)) { Key = $"subscribed:{request.AskedBy}" }, now, cancellationToken);
    }

    private sealed record Payload(string Salon, string By, string? Cadence);
}
