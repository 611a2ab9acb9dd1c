using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RupnBot.Newsletters.Records;

/// <summary>Whether a file is the letter's, or only proposed for it.</summary>
public enum FileStanding
{
    InForce = 0,

    /// <summary>To come in place of the one in force, once it is uploaded and, where two must agree, agreed to.</summary>
    Proposed = 1,

    /// <summary>The letter is to do without the one in force once another editor agrees: a name, nothing else.</summary>
    Removal = 2,
}

/// <summary>
/// A letter's picture or attachment. It is uploaded once for the plain salons and once for the encrypted ones. The one ciphertext serves all of
/// these: its key and counter are used for these bytes alone, and whoever gets the key in one salon reads nothing but what that salon was sent.
/// A file that is replaced is another row, with another key.
/// </summary>
public sealed class NewsletterFile
{
    public long Id { get; init; }

    public long NewsletterId { get; init; }

    /// <summary>Goes before the text; otherwise after it.</summary>
    public bool IsPicture { get; init; }

    public FileStanding Standing { get; set; }

    public required string FileName { get; init; }

    public string? ContentType { get; init; }

    public int? Width { get; init; }

    public int? Height { get; init; }

    /// <summary>What a picture shows, for those who do not see it.</summary>
    public string? Description { get; set; }

    /// <summary>JSON of the message that brought it: its address and what opens it; null once it was read.</summary>
    public string? Source { get; set; }

    public byte[] Bytes { get; set; } = [];

    public long Size { get; set; }

    /// <summary>Its <c>mxc://</c> address for plain rooms; null until it is uploaded.</summary>
    public string? PlainAddress { get; set; }

    /// <summary>JSON of the <c>file</c> block for encrypted rooms; null until it is uploaded.</summary>
    public string? EncryptedFile { get; set; }

    /// <summary>The same bytes, uploaded already, with another description.</summary>
    public NewsletterFile As(FileStanding standing, string? description) => new()
    {
        NewsletterId = NewsletterId, IsPicture = IsPicture, Standing = standing, FileName = FileName, ContentType = ContentType, Width = Width, Height = Height,
        Description = description, Source = Source, Bytes = Bytes, Size = Size, PlainAddress = PlainAddress, EncryptedFile = EncryptedFile,
    };

    public bool IsReadyFor(bool encrypted) => (encrypted ? EncryptedFile : PlainAddress) is not null;
}

internal sealed class NewsletterFileConfiguration : IEntityTypeConfiguration<NewsletterFile>
{
    public void Configure(EntityTypeBuilder<NewsletterFile> builder)
    {
        builder.ToTable("newsletter_files");
        builder.HasIndex(file => new { file.NewsletterId, file.IsPicture, file.Standing }).IsUnique();
        builder.HasOne<Newsletter>().WithMany().HasForeignKey(file => file.NewsletterId).OnDelete(DeleteBehavior.Cascade);
    }
}
