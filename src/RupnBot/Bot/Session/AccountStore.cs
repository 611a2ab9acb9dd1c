using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Outbox;
using RupnBot.Matrix;

namespace RupnBot.Bot.Session;

/// <summary>Keeps the login. A new token is committed before it is first used: one that is lost locks the device out.</summary>
public sealed class AccountStore(Database database)
{
    /// <summary>The stored account for this homeserver; the device id is made and committed before the first login.</summary>
    public Task<MatrixAccount> LoadAsync(string homeserver, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                var account = await db.Set<MatrixAccount>().AsTracking().SingleOrDefaultAsync(cancellationToken);
                if (account is null)
                {
                    account = new MatrixAccount { DeviceId = "RUPNBOT" + Guid.NewGuid().ToString("N")[..10].ToUpperInvariant(), Homeserver = homeserver };
                    db.Add(account);
                }
                else if (account.Homeserver != homeserver)
                {
                    // A token is never sent to another server than the one that gave it.
                    (account.Homeserver, account.AccessToken, account.RefreshToken, account.ExpiresAt) = (homeserver, null, null, null);
                }

                return account;
            },
            cancellationToken);

    public Task SaveAsync(MatrixSession session, CancellationToken cancellationToken) =>
        UpdateAsync(
            account =>
            {
                account.UserId = session.UserId.Value;
                account.DeviceId = session.DeviceId.Value;
                account.AccessToken = session.AccessToken;
                account.RefreshToken = session.RefreshToken;
                account.ExpiresAt = session.ExpiresAt;
            },
            cancellationToken);

    /// <summary>
    /// The server has ended the login. With the device it also deleted the transaction ids it remembered for it, even if the next login
    /// takes the same device id: what was attempted is first looked for in its room.
    /// </summary>
    public Task ForgetTokenAsync(CancellationToken cancellationToken) => database.WriteAsync(
        async db =>
        {
            var account = await db.Set<MatrixAccount>().AsTracking().SingleAsync(cancellationToken);
            (account.AccessToken, account.RefreshToken, account.ExpiresAt) = (null, null, null);
            await db.Set<OutboxMessage>().Where(row => row.State == OutboxState.Attempted)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.AttemptedBy, (string?)null), cancellationToken);
        },
        cancellationToken);

    public Task RenewalMailAskedAsync(DateTimeOffset? at, CancellationToken cancellationToken) =>
        UpdateAsync(account => account.RenewalMailAskedAt = at, cancellationToken);

    private Task UpdateAsync(Action<MatrixAccount> change, CancellationToken cancellationToken) =>
        database.WriteAsync(async db => change(await db.Set<MatrixAccount>().AsTracking().SingleAsync(cancellationToken)), cancellationToken);
}
