using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RupnBot.Bot;
using RupnBot.Bot.Messages;
using RupnBot.Configuration;
using RupnBot.Digests.Slots;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Polls.Records;
using RupnBot.Polls.Results;
using RupnBot.Scheduling.Calendar;
using RupnBot.Scheduling.Dates;
using RupnBot.Sources.Archive;
using RupnBot.Sources.Catalog;
using RupnBot.Storage;

namespace RupnBot.HandOuts;

/// <summary>Gathers what a salon had in a month: what its digests showed, what its référent relayed, its polls, what is to come.</summary>
internal sealed class HandOutComposer(IEnumerable<IAgendaSource> agenda, IOptions<BotOptions> options, Texts texts)
{
    private const int TitleLength = 110;
    private const int SummaryLength = 150;
    private const int NameLength = 60;
    private const int MostLookedAt = 500;
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(60);

    public async Task<HandOut> ComposeAsync(BotDbContext db, RoomId salon, string salonName, DateOnly month, DateTimeOffset now, UserId self, CancellationToken cancellationToken)
    {
        var zone = options.Value.Zone;
        var from = LocalInstant.At(month, TimeOnly.MinValue, zone);
        var until = LocalInstant.At(month.AddMonths(1), TimeOnly.MinValue, zone);
        var (news, more) = await NewsAsync(db, salon, from, until, cancellationToken);
        var polls = await PollsAsync(db, salon, from, until, self, cancellationToken);
        var today = LocalInstant.DateOf(now, zone);
        // The hand-out of a month is often made in the first days of the next; on one of long ago nobody looks for dates.
        var isRecent = month.AddMonths(2) > today;
        return new HandOut(Line(salonName, NameLength), month, news, more, polls, isRecent ? await DatesAsync(db, salon, now, zone, cancellationToken) : [], today);
    }

    private async Task<(IReadOnlyList<HandOutNews> News, int More)> NewsAsync(BotDbContext db, RoomId salon, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var told = db.Set<ArticleOffer>().Where(offer => offer.RoomId == salon && offer.At >= from && offer.At < until && offer.Position >= 0
            && (offer.SlotId == null || db.Set<DigestSlot>().Any(slot => slot.Id == offer.SlotId && slot.State == DigestState.Sent && offer.Position < slot.Shown)));
        var articles = await db.Set<Article>().AsNoTracking()
            .Where(article => (article.RelayedTo == salon && article.FirstSeenAt >= from && article.FirstSeenAt < until) || told.Any(offer => offer.ArticleId == article.Id))
            // What someone of the house found comes first.
            .OrderByDescending(article => article.RelayedTo == salon).ThenByDescending(article => article.FirstSeenAt).ThenByDescending(article => article.Id)
            .Take(MostLookedAt).ToListAsync(cancellationToken);
        var shown = articles.Take(HandOut.MostNews).ToList();
        var ids = shown.Where(article => article.SourceId is not null).Select(article => article.SourceId!.Value).ToList();
        var names = await db.Set<Source>().AsNoTracking().Where(source => ids.Contains(source.Id)).ToDictionaryAsync(source => source.Id, source => source.Name, cancellationToken);
        var news = shown.Select(article => new HandOutNews(
            Line(article.Title, TitleLength),
            article.Link,
            Line(article.SourceId is { } id ? names.GetValueOrDefault(id, "") : texts.Get("Digests.Relayed"), NameLength),
            Line(article.Summary ?? "", SummaryLength)));
        return ([.. news], articles.Count - shown.Count);
    }

    private static async Task<IReadOnlyList<PollReport>> PollsAsync(BotDbContext db, RoomId salon, DateTimeOffset from, DateTimeOffset until, UserId self, CancellationToken cancellationToken)
    {
        var polls = await db.Set<Poll>().AsNoTracking()
            .Where(poll => poll.SalonId == salon && poll.State == PollState.Announced && poll.Result != null && poll.EndedAt >= from && poll.EndedAt < until)
            .OrderByDescending(poll => poll.EndedAt).ThenByDescending(poll => poll.Id).Take(HandOut.MostPolls).ToListAsync(cancellationToken);
        var reports = new List<PollReport>(polls.Count);
        foreach (var poll in polls) reports.Add(await PollCounts.ReportAsync(db, poll, self, cancellationToken));
        return reports;
    }

    private async Task<IReadOnlyList<HandOutDate>> DatesAsync(BotDbContext db, RoomId salon, DateTimeOffset now, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var entries = new List<AgendaEntry>();
        foreach (var source in agenda) entries.AddRange(await source.EntriesAsync(db, salon, now, now + Ahead, cancellationToken));
        return [.. entries.OrderBy(entry => entry.At).Take(HandOut.MostDates).Select(entry => new HandOutDate(When(entry, zone), Line(entry.Text, TitleLength)))];
    }

    private string When(AgendaEntry entry, TimeZoneInfo zone) =>
        entry.IsAllDay ? DateText.Day(entry.At, zone, texts.Culture, withYear: false) : DateText.WithoutYear(entry.At, zone, texts.Culture);

    private static string Line(string text, int length) => DisplayText.Shorten(DisplayText.OneLine(text), length);
}
