using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Rooms;
using RupnBot.Crypto;
using RupnBot.Storage;
using RupnBot.Storage.Crypto;

namespace RupnBot.Operations.Encryption;

/// <summary>How the encryption stands, from the database alone: it works while the bot runs, and when it does not. No key and no person in it.</summary>
internal sealed record EncryptionReport
{
    public string? Device { get; init; }

    public string? Fingerprint { get; init; }

    public bool IsPublished { get; init; }

    public int OneTimeKeys { get; init; }

    public bool IsSigned { get; init; }

    public bool HasIdentity { get; init; }

    public bool HasBackup { get; init; }

    public int NotBackedUp { get; init; }

    public int Rooms { get; init; }

    public int RoomsWaiting { get; init; }

    public int Users { get; init; }

    public int Devices { get; init; }

    public int ChangedIdentities { get; init; }

    public int Sessions { get; init; }

    public IReadOnlyList<(CryptoFailure Failure, int Count)> Undecryptable { get; init; } = [];

    public static async Task<EncryptionReport> ReadAsync(BotDbContext db, CancellationToken cancellationToken)
    {
        var account = await db.Set<CryptoAccountRow>().Select(row => new { row.UserId, row.DeviceId, row.IsPublished, row.ServerOneTimeKeys }).SingleOrDefaultAsync(cancellationToken);
        var rooms = db.Set<Room>().Where(room => room.IsEncrypted && room.Membership == RoomMembership.Joined);
        var unread = await db.Set<UndecryptableRow>().GroupBy(row => row.Failure).Select(group => new { Failure = group.Key, Count = group.Count() }).ToListAsync(cancellationToken);
        var own = account is null ? null : await db.Set<CryptoDeviceRow>().SingleOrDefaultAsync(row => row.UserId == account.UserId && row.DeviceId == account.DeviceId, cancellationToken);
        return new EncryptionReport
        {
            Device = account?.DeviceId,
            Fingerprint = own?.Ed25519,
            IsPublished = account?.IsPublished ?? false,
            OneTimeKeys = account?.ServerOneTimeKeys ?? 0,
            IsSigned = own?.IsCrossSigned ?? false,
            HasIdentity = await db.Set<CryptoSecretRow>().AnyAsync(row => row.Name == "cross-signing/self-signing", cancellationToken),
            // Another client that replaces the backup leaves the version empty: sealed, it is as long as a seal alone.
            HasBackup = await db.Set<CryptoSecretRow>().AnyAsync(row => row.Name == "backup/version" && row.Value.Length > StateSealer.Overhead, cancellationToken),
            NotBackedUp = await db.Set<InboundSessionRow>().CountAsync(row => !row.IsBackedUp, cancellationToken),
            Rooms = await rooms.CountAsync(cancellationToken),
            RoomsWaiting = await rooms.CountAsync(room => room.KeysWanted, cancellationToken),
            Users = await db.Set<CryptoUserRow>().CountAsync(cancellationToken),
            Devices = await db.Set<CryptoDeviceRow>().CountAsync(cancellationToken),
            ChangedIdentities = await db.Set<CryptoUserRow>().CountAsync(row => row.PinnedMasterKey != null && row.PinnedMasterKey != row.MasterKey, cancellationToken),
            Sessions = await db.Set<InboundSessionRow>().CountAsync(cancellationToken),
            Undecryptable = [.. unread.Select(row => (row.Failure, row.Count)).OrderByDescending(row => row.Count)],
        };
    }
}
