using RupnBot.Sources.Catalog;
using RupnBot.Sources.Fetching;
using RupnBot.Sources.Pages;

namespace RupnBot.Sources.Polling;

/// <summary>How a look changes what is known of a source; touches nothing but the row.</summary>
internal static class SourceState
{
    /// <summary>The reason kept when a server answers something that is no feed.</summary>
    public const string NotAFeed = "NotAFeed";

    // A server's wish to be asked less often is granted up to this.
    private static readonly TimeSpan LongestFreshness = TimeSpan.FromHours(6);

    // A permanent redirect that leads nowhere was not so permanent: the address as it was given is tried again.
    private const int PatienceWithMove = 3;

    /// <returns>Whether the look brought a feed, or said that it has not changed.</returns>
    public static bool Apply(Source source, SourceLook look, TimeSpan pollInterval, DateTimeOffset now)
    {
        switch (look.Result)
        {
            case NotModified unchanged:
                Succeed(source, unchanged.PermanentAddress, unchanged.MaxAge, pollInterval, now);
                Validators(source, unchanged.ETag ?? source.ETag, unchanged.LastModified ?? source.LastModified, unchanged.FinalAddress);
                return true;
            case Fetched fetched when look.Feed?.Error is null:
                Succeed(source, fetched.PermanentAddress, fetched.MaxAge, pollInterval, now);
                Validators(source, fetched.ETag, fetched.LastModified, fetched.FinalAddress);
                Selectors(source, look.Finds, now);
                return true;
            case FetchFailed failed:
                Fail(source, failed, failed.Reason.ToString(), pollInterval, now);
                return false;
            default:
                var reason = look.Feed?.Error is { } error && PageErrors.All.Contains(error) ? error : NotAFeed;
                Fail(source, new FetchFailed(FetchFailure.BadResponse), reason, pollInterval, now);
                return false;
        }
    }

    private static void Succeed(Source source, Uri? permanent, TimeSpan? maxAge, TimeSpan pollInterval, DateTimeOffset now)
    {
        if (permanent is not null) source.MovedTo = permanent.AbsoluteUri == source.Address ? null : permanent.AbsoluteUri;
        (source.Failures, source.FailureReason, source.FailureStatus, source.FailingSince) = (0, null, null, null);
        source.LastSuccessAt = now;
        var wait = maxAge > pollInterval ? maxAge.Value < LongestFreshness ? maxAge.Value : LongestFreshness : pollInterval;
        if (wait < pollInterval) wait = pollInterval;
        source.NextPollAt = now + wait - Jitter(source.Id, wait);
    }

    private static void Validators(Source source, string? etag, string? lastModified, Uri from) =>
        (source.ETag, source.LastModified, source.ValidatorsFrom) = (etag, lastModified, from.AbsoluteUri);

    // One that never found anything may be right: letters without summaries, a list of one page.
    private static void Selectors(Source source, PageFinds? finds, DateTimeOffset now)
    {
        if (finds is null)
        {
            // It has none, or no longer: what was lost of them is nobody's concern.
            (source.SeenSelectors, source.LostSelectors, source.LostSince, source.LostAlertedAt) = (null, null, null, null);
            return;
        }

        var seen = Names(source.SeenSelectors).Union(finds.Found).Intersect(finds.LookedFor).Order(StringComparer.Ordinal).ToList();
        var lost = seen.Except(finds.Found).ToList();
        // One more that is lost belongs to the same trouble: told or not, that goes on. Another one than all before is told anew.
        if (lost.Count == 0) source.LostSince = null;
        else if (!lost.Intersect(Names(source.LostSelectors)).Any()) (source.LostSince, source.LostAlertedAt) = (now, null);
        (source.SeenSelectors, source.LostSelectors) = (Joined(seen), Joined(lost));
    }

    /// <summary>The names of <see cref="Source.SeenSelectors"/> and <see cref="Source.LostSelectors"/>.</summary>
    public static string[] Names(string? joined) => joined?.Split(',') ?? [];

    private static string? Joined(List<string> names) => names.Count == 0 ? null : string.Join(',', names);

    private static void Fail(Source source, FetchFailed failed, string reason, TimeSpan pollInterval, DateTimeOffset now)
    {
        if (failed.Reason == FetchFailure.HostBusy)
        {
            // It was not asked at all: our own crowding is no failure of the source.
            source.NextPollAt = now + pollInterval / 4;
            return;
        }

        source.Failures++;
        source.FailingSince ??= now;
        (source.FailureReason, source.FailureStatus) = (reason, failed.StatusCode);
        var next = SourceBackoff.After(now, source.Failures, failed, pollInterval, source.Id);
        source.NextPollAt = next.At;
        // The catalogue is the operator's: one that is gone is told and looked at once a day; an address from chat is let go.
        if (next.IsPermanent && !source.IsCatalog && source.MovedTo is null) source.IsRetired = true;
        if (source.MovedTo is null || source.Failures < PatienceWithMove) return;
        (source.MovedTo, source.ETag, source.LastModified, source.ValidatorsFrom) = (null, null, null, null);
    }

    // Up to a tenth, by the row: sources read together at a start drift apart. Knuth's multiplicative hash.
    private static TimeSpan Jitter(long id, TimeSpan wait) => wait * (0.1 * (unchecked((uint)id * 2654435761u) / (double)uint.MaxValue));
}
