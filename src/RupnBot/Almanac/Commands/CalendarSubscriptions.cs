using System.Globalization;
using RupnBot.Matrix;
using RupnBot.Storage;
using RupnBot.Subscriptions;

namespace RupnBot.Almanac.Commands;

/// <summary>Calendars beside the news: shown by <c>abonnements</c>, ended by <c>desabonner</c>.</summary>
internal sealed class CalendarSubscriptions(CalendarWords words) : IFurtherSubscriptions
{
    public async Task<IReadOnlyList<FurtherSubscription>> OfAsync(BotDbContext db, RoomId salon, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var all = new List<FurtherSubscription>();
        foreach (var calendar in await CalendarBook.OfSalonAsync(db, salon, cancellationToken))
        {
            var next = await CalendarBook.ComingAsync(db, calendar.Id, now, 1, cancellationToken);
            all.Add(new FurtherSubscription(calendar.Id.ToString(CultureInfo.InvariantCulture), calendar.Name, words.Summary(calendar, next.FirstOrDefault(), now)));
        }

        return all;
    }

    public Task EndAsync(BotDbContext db, RoomId salon, string key, CancellationToken cancellationToken) =>
        CalendarBook.EndAsync(db, salon, long.Parse(key, CultureInfo.InvariantCulture), cancellationToken);
}
