using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RupnBot.Matrix;

namespace RupnBot.Newsletters.Records;

/// <summary>The life of a letter.</summary>
public enum NewsletterState
{
    /// <summary>Being written; nothing leaves but to its editor.</summary>
    Draft = 0,

    /// <summary>Its editor is content with it; another one must agree.</summary>
    AwaitingApproval = 1,

    /// <summary>Its hour will come.</summary>
    Scheduled = 2,
    Sending = 3,
    Paused = 4,

    /// <summary>Every salon has it, has refused it, or was cancelled.</summary>
    Done = 5,

    /// <summary>Given up before its hour.</summary>
    Cancelled = 6,

    /// <summary>On its way out of the salons that have it.</summary>
    Withdrawing = 7,
    Withdrawn = 8,
}

/// <summary>The file an editor said they would send next.</summary>
public enum FileWanted
{
    None = 0,
    Picture = 1,
    Attachment = 2,
}

/// <summary>A letter of an editor to many salons: its words, whom it goes to, when, and how far it has come.</summary>
public sealed class Newsletter
{
    /// <summary>More than anyone reads in a chat.</summary>
    public const int LongestTitle = 80;

    public long Id { get; init; }

    /// <summary>Who prepares it; null once they asked to be forgotten.</summary>
    public UserId? EditorId { get; set; }

    /// <summary>The direct chat where it is prepared and followed.</summary>
    public RoomId ChatId { get; init; }

    public NewsletterState State { get; set; }

    /// <summary>As it was written, in Markdown; empty while a file or a page is still read.</summary>
    public string Markdown { get; set; } = "";

    /// <summary>Written in a chat, where a new line is meant as one.</summary>
    public bool KeepsLines { get; set; }

    /// <summary>What it is called in lists.</summary>
    public string Title { get; set; } = "";

    public string Plain { get; set; } = "";

    public string Html { get; set; } = "";

    /// <summary>Counts the corrections: a salon with an earlier one is to be corrected.</summary>
    public int Revision { get; set; }

    /// <summary>Another wording, which another editor must agree to before it replaces the sent one.</summary>
    public string? Proposed { get; set; }

    public bool ProposedKeepsLines { get; set; }

    /// <summary>« corriger image »: the next file sent in its chat, until <see cref="FileWantedUntil"/>, is for it.</summary>
    public FileWanted FileWanted { get; set; }

    public DateTimeOffset? FileWantedUntil { get; set; }

    /// <summary>Whom it goes to, as the editor wrote it; null: not yet said.</summary>
    public string? Audience { get; set; }

    /// <summary>Null: as soon as it is agreed to.</summary>
    public DateTimeOffset? SendAt { get; set; }

    public UserId? ApprovedBy { get; set; }

    /// <summary>Its salons are rows.</summary>
    public bool IsPrepared { get; set; }

    /// <summary>The editor has ended it: no further salon gets it.</summary>
    public bool IsStopped { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When somebody last spoke of it.</summary>
    public DateTimeOffset TouchedAt { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>When the sending looks at it next; null: nothing is to be done.</summary>
    public DateTimeOffset? NextAt { get; set; }

    /// <summary>To be shown as soon as its files are there.</summary>
    public bool PreviewWanted { get; set; }

    /// <summary>Counts what was said of it in direct chats, so that each has a key of its own.</summary>
    public int Said { get; set; }

    public long? ProgressId { get; set; }

    public long? ProgressEditId { get; set; }

    public string? ProgressText { get; set; }

    public int ProgressStep { get; set; }

    public DateTimeOffset? ProgressAt { get; set; }

    /// <summary>Nothing can be changed any more but what was sent.</summary>
    public bool IsOver => State is NewsletterState.Cancelled or NewsletterState.Withdrawing or NewsletterState.Withdrawn;

    /// <summary>The file that the next one sent in its chat is taken for.</summary>
    public FileWanted WantedAt(DateTimeOffset now) => !IsOver && FileWantedUntil > now ? FileWanted : FileWanted.None;

    /// <summary>It came, or is no longer to come.</summary>
    public void WantNoFile() => (FileWanted, FileWantedUntil) = (FileWanted.None, null);

    /// <summary>It has been agreed to.</summary>
    public bool IsOnItsWay => State is NewsletterState.Scheduled or NewsletterState.Sending or NewsletterState.Paused or NewsletterState.Done;
}

internal sealed class NewsletterConfiguration : IEntityTypeConfiguration<Newsletter>
{
    public void Configure(EntityTypeBuilder<Newsletter> builder)
    {
        builder.ToTable("newsletters");
        builder.Ignore(letter => letter.IsOver);
        builder.Ignore(letter => letter.IsOnItsWay);
        builder.HasIndex(letter => letter.NextAt);
        builder.HasIndex(letter => new { letter.ChatId, letter.State });
    }
}
