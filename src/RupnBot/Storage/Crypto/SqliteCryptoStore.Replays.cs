using RupnBot.Crypto;

namespace RupnBot.Storage.Crypto;

internal sealed partial class SqliteCryptoStore
{
    private void SaveReplays(CryptoChanges changes)
    {
        if (changes.ForgetReplaysBefore is { } ended)
        {
            _sql.Run(
                "UPDATE crypto_inbound_sessions AS s SET UsesForgottenBelow = max(s.UsesForgottenBelow, u.Highest + 1) " +
                "FROM (SELECT RoomId, SessionId, max(MessageIndex) AS Highest FROM crypto_replays WHERE At < $1 GROUP BY RoomId, SessionId) AS u " +
                "WHERE s.RoomId = u.RoomId AND s.SessionId = u.SessionId",
                ended);
            _sql.Run("DELETE FROM crypto_replays WHERE At < $1", ended);
        }

        foreach (var replay in changes.Replays.Values)
        {
            _sql.Run(
                "INSERT OR REPLACE INTO crypto_replays (RoomId, SessionId, MessageIndex, EventId, OriginServerTs, At) VALUES ($1, $2, $3, $4, $5, $6)",
                replay.Room,
                replay.SessionId,
                (long)replay.Index,
                replay.Event,
                replay.OriginServerTs,
                replay.At);
        }
    }
}
