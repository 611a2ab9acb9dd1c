namespace RupnBot.Crypto;

/// <summary>
/// What becomes of two keys of one Megolm session. A key replaces another only if both are connected, that is if their ratchets meet, and it
/// reads earlier; what is believed of its owner comes from the one that came over Olm.
/// </summary>
internal static class InboundSessions
{
    /// <summary>Adds a key, from wherever it came, to what is known.</summary>
    /// <param name="step">The step.</param>
    /// <param name="offered">The key, with its state.</param>
    /// <param name="session">The same, opened.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Whether more can be read now; or why the key was refused.</returns>
    public static async ValueTask<(bool IsNew, CryptoFailure Failure)> AddAsync(CryptoStep step, InboundSessionRecord offered, MegolmInboundSession session, CancellationToken ct)
    {
        var known = await step.InboundSessionAsync(offered.Room, offered.SessionId, ct).ConfigureAwait(false);
        if (known is null)
        {
            step.Put(offered);
            return (true, CryptoFailure.None);
        }

        var order = session.Compare(step.Open(known));
        if (order == MegolmOrder.Unconnected)
        {
            // Anyone can write into a backup, and so keep a session's name taken; only its owner can sign for it.
            if (IsProven(known) || !IsProven(offered)) return (false, CryptoFailure.SessionMismatch);
            step.Put(offered);
            return (true, CryptoFailure.None);
        }

        if (IsProven(known) && IsProven(offered) && (known.Owner != offered.Owner || known.SenderKey != offered.SenderKey)) return (false, CryptoFailure.SessionMismatch);

        // Connected ratchets prove each other: the owner told of one is the owner of both.
        var owned = IsProven(known) || !IsProven(offered) ? known : offered;
        var lower = order == MegolmOrder.Better ? offered : known;
        if (owned == known && lower == known) return (false, CryptoFailure.None);
        step.Put(owned with
        {
            State = lower.State,
            FirstKnownIndex = lower.FirstKnownIndex,
            UsesForgottenBelow = known.UsesForgottenBelow,
            IsBackedUp = lower.IsBackedUp,
            ReceivedAt = offered.ReceivedAt,
        });
        return (true, CryptoFailure.None);
    }

    private static bool IsProven(InboundSessionRecord session) => session.Source is SessionSource.Own or SessionSource.RoomKey;
}
