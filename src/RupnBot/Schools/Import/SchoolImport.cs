using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RupnBot.Storage;

namespace RupnBot.Schools.Import;

/// <summary>That a file of schools was read, so that the same one is not read again at each start; one row.</summary>
public sealed class SchoolImport
{
    public const int TheOne = 1;

    public int Id { get; init; } = TheOne;

    /// <summary>SHA-256 of the file, in hexadecimal.</summary>
    public required string Digest { get; set; }

    public DateTimeOffset At { get; set; }
}

internal sealed class SchoolImportConfiguration : IEntityTypeConfiguration<SchoolImport>
{
    public void Configure(EntityTypeBuilder<SchoolImport> builder)
    {
        builder.ToTable("school_imports");
        builder.Property(import => import.Id).ValueGeneratedNever();
    }
}

/// <summary>What an import changed.</summary>
internal sealed record SchoolImportCounts(int Added, int Changed, int Same)
{
    public int All => Added + Changed + Same;
}

/// <summary>
/// Puts the schools of a file into the database. Those it does not name stay: a file may hold one department. In small transactions, for the bot
/// may be at work meanwhile; cut off and begun again it ends the same.
/// </summary>
internal sealed class SchoolImporter(Database database, TimeProvider time)
{
    private const int AtOnce = 200;

    public static string DigestOf(byte[] file) => Convert.ToHexStringLower(SHA256.HashData(file));

    public async Task<bool> HasReadAsync(byte[] file, CancellationToken cancellationToken)
    {
        var digest = DigestOf(file);
        return await database.ReadAsync(db => db.Set<SchoolImport>().AnyAsync(import => import.Digest == digest, cancellationToken), cancellationToken);
    }

    public async Task<SchoolImportCounts> ImportAsync(IReadOnlyList<School> schools, string digest, CancellationToken cancellationToken)
    {
        var counts = new SchoolImportCounts(0, 0, 0);
        foreach (var chunk in schools.Chunk(AtOnce))
        {
            var done = await database.WriteAsync(db => PutAsync(db, chunk, cancellationToken), cancellationToken);
            counts = new SchoolImportCounts(counts.Added + done.Added, counts.Changed + done.Changed, counts.Same + done.Same);
        }

        await database.WriteAsync(
            async db =>
            {
                var import = await db.FindAsync<SchoolImport>([SchoolImport.TheOne], cancellationToken);
                if (import is null) db.Add(import = new SchoolImport { Digest = digest });
                (import.Digest, import.At) = (digest, time.GetUtcNow());
            },
            cancellationToken);
        return counts;
    }

    private static async Task<SchoolImportCounts> PutAsync(BotDbContext db, School[] schools, CancellationToken cancellationToken)
    {
        var identifiers = schools.Select(school => school.Uai).ToList();
        var known = await db.Set<School>().AsTracking().Where(school => identifiers.Contains(school.Uai)).ToDictionaryAsync(school => school.Uai, cancellationToken);
        var changed = 0;
        foreach (var school in schools)
        {
            if (!known.TryGetValue(school.Uai, out var row)) db.Add(school);
            else if (row.Take(school)) changed++;
        }

        return new SchoolImportCounts(schools.Length - known.Count, changed, known.Count - changed);
    }
}
