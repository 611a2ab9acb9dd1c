using System.Net;
using RupnBot.Matrix;

namespace RupnBot.Bot.Outbox;

/// <summary>What becomes of a row after a failed request; pure.</summary>
public static class OutboxRules
{
    /// <summary>Servers forget transaction ids of /send after 24 h; half of that is the margin.</summary>
    public static readonly TimeSpan ServerRemembers = TimeSpan.FromHours(12);

    /// <summary>No row is put off by more.</summary>
    public static readonly TimeSpan LongestBackoff = TimeSpan.FromMinutes(15);

    private const int HopelessAttempts = 50;
    private static readonly TimeSpan ShortestBackoff = TimeSpan.FromSeconds(0.5);

    /// <summary>True when the same request cannot succeed: the row ends with its reason.</summary>
    public static bool IsFinal(MatrixException failure) =>
        !failure.IsTransient
        && failure.Reason is not (MatrixFailure.UnknownToken or MatrixFailure.AccountExpired or MatrixFailure.NoSession)
        && failure.Status is HttpStatusCode.BadRequest or HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.RequestEntityTooLarge
            or HttpStatusCode.Gone or HttpStatusCode.MethodNotAllowed or HttpStatusCode.UnprocessableEntity;

    /// <summary>
    /// True when the server fails this one request for ever while it answers others: a room whose row it cannot store must not stand behind it for good.
    /// </summary>
    /// <param name="failure">The last of the failures.</param>
    /// <param name="attempts">All of them; at the longest back-off a day has about a hundred.</param>
    /// <param name="age">Since the row was written.</param>
    /// <param name="sinceSync">Since the server last answered a sync; null when it never has.</param>
    public static bool IsHopeless(MatrixException failure, int attempts, TimeSpan age, TimeSpan? sinceSync) =>
        failure.Status >= HttpStatusCode.InternalServerError && attempts >= HopelessAttempts && age > TimeSpan.FromDays(1) && sinceSync < TimeSpan.FromMinutes(5);

    /// <summary>How long to wait before the same request is made again.</summary>
    public static TimeSpan Backoff(int attempts, TimeSpan? asked)
    {
        // A server that asks for no wait at all is not taken at its word.
        if (asked is { } wait) return wait < ShortestBackoff ? ShortestBackoff : wait < LongestBackoff ? wait : LongestBackoff;
        return TimeSpan.FromSeconds(Math.Min(LongestBackoff.TotalSeconds, 0.5 * Math.Pow(2, Math.Min(attempts, 20))));
    }

    /// <summary>A reason for people and the log: the error's name, nothing of the message.</summary>
    public static string ReasonOf(MatrixException failure) => failure.ErrorCode ?? failure.Status?.ToString() ?? failure.Reason.ToString();
}
