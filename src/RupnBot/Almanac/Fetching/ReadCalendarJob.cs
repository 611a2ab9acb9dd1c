using Microsoft.EntityFrameworkCore;
using RupnBot.Almanac.Reading;
using RupnBot.Almanac.Records;
using RupnBot.Bot.Jobs;
using RupnBot.Bot.Messages;
using RupnBot.Bot.Outbox;
using RupnBot.Bot.Rooms;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Sources.Fetching;
using RupnBot.Sources.Polling;
using RupnBot.Storage;

namespace RupnBot.Almanac.Fetching;

/// <summary>Reads a calendar that was given in chat; when it is one, the salon is reminded of its dates, and whoever asked is told which come next.</summary>
internal sealed class ReadCalendarJob(CalendarFetch fetch, CalendarBook book, CalendarReads reads, CalendarWords words, Texts texts, TimeProvider time) : IJobHandler
{
    private const int MostTries = 3;
    private static readonly TimeSpan BusyWait = TimeSpan.FromSeconds(20);

    public string Kind => CalendarRequest.JobKind;

    public async Task<Func<BotDbContext, Task>?> RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        var request = job.Read<CalendarRequest>();
        if (request.Address is null)
        {
            var sent = await fetch.FromFileAsync(request, cancellationToken);
            return sent.Fault == CalendarFault.None ? Store(request, sent, null, cancellationToken) : db => TellAsync(db, request, texts.Get($"Almanac.Fault.{sent.Fault}"), cancellationToken);
        }

        var (result, reading) = await fetch.FromWebAsync(new FetchRequest(new Uri(request.Address)), cancellationToken);
        if (result is FetchFailed { Reason: FetchFailure.HostBusy } && job.Attempt < MostTries) throw new JobRetryException("The host is busy.", BusyWait);
        if (result is FetchFailed failed) return db => TellAsync(db, request, texts.Format("Almanac.Unreachable", ("address", request.Address), ("reason", FailureText.Of(failed, texts))), cancellationToken);
        return reading is { Fault: CalendarFault.None }
            ? Store(request, reading, (Fetched)result, cancellationToken)
            : db => TellAsync(db, request, texts.Get($"Almanac.Fault.{reading?.Fault ?? CalendarFault.NotACalendar}"), cancellationToken);
    }

    public Task GiveUpAsync(BotDbContext db, JobContext job, CancellationToken cancellationToken) =>
        TellAsync(db, job.Read<CalendarRequest>(), texts.Get($"Almanac.Fault.{CalendarFault.NotThere}"), cancellationToken);

    private Func<BotDbContext, Task> Store(CalendarRequest request, CalendarReading reading, Fetched? fetched, CancellationToken cancellationToken)
    {
        // Spread out before the transaction, which is to be short.
        var now = time.GetUtcNow();
        var planned = book.Plan(0, reading.Events, now);
        return async db =>
        {
            if (await db.FindAsync<Room>([request.SalonId], cancellationToken) is not { Membership: RoomMembership.Joined } salon) return;
            var (calendar, isNew) = await FindAsync(db, request, reading, now, cancellationToken);
            if (calendar is null)
            {
                await TellAsync(db, request, texts.Format("Almanac.Full", ("count", CalendarBook.MostOwn)), cancellationToken);
                return;
            }

            var wasThere = await db.Set<CalendarSubscription>().AnyAsync(row => row.RoomId == salon.Id && row.CalendarId == calendar.Id, cancellationToken);
            if (await CalendarBook.SubscribeAsync(db, salon.Id, calendar, new UserId(request.By), now, cancellationToken) is null)
            {
                if (isNew) db.Remove(calendar);
                await TellAsync(db, request, texts.Format("Almanac.TooMany", ("count", CalendarSubscription.MostInASalon)), cancellationToken);
                return;
            }

            calendar.Take(reading, now);
            if (fetched is not null) reads.Validated(calendar, fetched, now);
            List<CalendarDate> dates = [.. planned.Select(date => date.Of(calendar.Id))];
            await book.ReplaceAsync(db, calendar, dates, now, cancellationToken);
            await TellAsync(db, request, words.Done(calendar, salon.Name ?? salon.CanonicalAlias ?? texts.Get("Bot.UnnamedSalon"), dates, now, wasThere), cancellationToken);
        };
    }

    /// <summary>The calendar at this address; of files, the one of this name that the salon already has: sent again, it takes its place.</summary>
    private async Task<(YearCalendar? Calendar, bool IsNew)> FindAsync(BotDbContext db, CalendarRequest request, CalendarReading reading, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var name = reading.Name ?? CalendarReader.NameOf(request.Address is null ? Path.GetFileNameWithoutExtension(request.FileName) : new Uri(request.Address).IdnHost) ?? texts.Get("Almanac.Unnamed");
        var calendars = db.Set<YearCalendar>().AsTracking();
        var known = request.Address is { } address
            ? await calendars.FirstOrDefaultAsync(row => row.Address == address, cancellationToken)
            : await calendars.FirstOrDefaultAsync(row => row.SalonId == request.SalonId && row.Name == name, cancellationToken);
        if (known is not null) return (known, false);
        if (await db.Set<YearCalendar>().CountAsync(row => !row.IsCatalog && row.Address != null, cancellationToken) >= CalendarBook.MostOwn && request.Address is not null) return (null, false);
        var calendar = new YearCalendar { Name = name, Address = request.Address, SalonId = request.Address is null ? request.SalonId : null, NextReadAt = now };
        db.Add(calendar);
        await db.SaveChangesAsync(cancellationToken);
        return (calendar, true);
    }

    private Task TellAsync(BotDbContext db, CalendarRequest request, string text, CancellationToken cancellationToken) => TellAsync(db, request, text.ToBody(), cancellationToken);

    private Task TellAsync(BotDbContext db, CalendarRequest request, MessageBody body, CancellationToken cancellationToken) => db.QueueAsync(
        new OutgoingMessage(new RoomId(request.ReplyRoom), body.ToMessage(notice: true)) { Key = $"calendar:{request.AskedBy}" }, time.GetUtcNow(), cancellationToken);
}
