using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RupnBot.Bot.Messages;
using RupnBot.Bot.Outbox;
using RupnBot.Bot.Rooms;
using RupnBot.Configuration;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Scheduling.Dates;
using RupnBot.Sources.Catalog;
using RupnBot.Sources.Probing;
using RupnBot.Storage;

namespace RupnBot.Subscriptions;

/// <summary>The address someone subscribed to proved to be a feed: the subscription is made and they are told.</summary>
internal sealed class SubscribedAddress(SubscriptionBook book, SubscriptionText words, IOptions<SourcesOptions> options, Texts texts) : IProbedSourceHandler
{
    public const string HandlerName = "subscribe";

    public string Name => HandlerName;

    public static string PayloadOf(RoomId salon, UserId by, Cadence? cadence) =>
        JsonSerializer.Serialize(new Payload(salon.Value, by.Value, cadence is null ? null : CadenceCode.Write(cadence)));

    public async Task ContinueAsync(BotDbContext db, Source source, ProbeRequest request, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var payload = JsonSerializer.Deserialize<Payload>(request.Payload) ?? throw new InvalidOperationException("A probe has lost its payload.");
        if (await db.FindAsync<Room>([new RoomId(payload.Salon)], cancellationToken) is not { Membership: RoomMembership.Joined } salon) return;
        await TellAsync(db, request, await PutAsync(db, source, salon, payload, now, cancellationToken), now, cancellationToken);
    }

    private async Task<string> PutAsync(BotDbContext db, Source source, Room salon, Payload payload, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!source.IsCatalog && await OtherAddressesAsync(db, salon.Id, source.Id, cancellationToken) >= options.Value.MaximumOwnPerSalon)
            return texts.Format("Subscriptions.TooManyOwn", ("count", options.Value.MaximumOwnPerSalon));
        var cadence = CadenceCode.TryRead(payload.Cadence, out var read) ? read : null;
        var subscribed = await book.PutAsync(db, salon.Id, SubscriptionTarget.Source(source.Id, source.Name), cadence, new UserId(payload.By), now, cancellationToken);
        return subscribed is null
            ? texts.Format("Subscriptions.TooMany", ("count", Subscription.MostInASalon))
            : words.Done(subscribed, salon.Name ?? salon.CanonicalAlias ?? texts.Get("Bot.UnnamedSalon"));
    }

    /// <summary>How many addresses given in chat the salon reads besides this one.</summary>
    private static async Task<int> OtherAddressesAsync(BotDbContext db, RoomId salon, long source, CancellationToken cancellationToken)
    {
        var targets = await db.Set<Subscription>().Where(subscription => subscription.RoomId == salon).Select(subscription => subscription.Target).ToListAsync(cancellationToken);
        var own = await db.Set<Source>().Where(other => !other.IsCatalog && other.Id != source).Select(other => new { other.Id, other.Name }).ToListAsync(cancellationToken);
        return own.Count(other => targets.Contains(SubscriptionTarget.Source(other.Id, other.Name).Key));
    }

    private static Task TellAsync(BotDbContext db, ProbeRequest request, string text, DateTimeOffset now, CancellationToken cancellationToken) => db.QueueAsync(
        new OutgoingMessage(request.ReplyRoomId, text.ToBody().ToMessage(notice: true)) { Key = $"subscribed:{request.AskedBy}" }, now, cancellationToken);

    private sealed record Payload(string Salon, string By, string? Cadence);
}
