using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RupnBot.Polls.Records;

internal sealed class PollConfiguration :
    IEntityTypeConfiguration<Poll>, IEntityTypeConfiguration<PollBallot>, IEntityTypeConfiguration<PollEndEvent>, IEntityTypeConfiguration<SeenRedaction>
{
    public void Configure(EntityTypeBuilder<Poll> builder)
    {
        builder.ToTable("polls");
        builder.Ignore(poll => poll.VoterScope);
        builder.HasIndex(poll => poll.Key).IsUnique();
        builder.HasIndex(poll => poll.CampaignId);
        builder.HasIndex(poll => poll.StartEvent).IsUnique();
        builder.HasIndex(poll => new { poll.RoomId, poll.State });
        builder.HasIndex(poll => new { poll.SalonId, poll.OpenedAt });
        builder.HasIndex(poll => new { poll.State, poll.EndsAt });
        // A slot is a row: a round of a series happens once.
        builder.HasIndex(poll => new { poll.SeriesId, poll.Slot }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<PollBallot> builder)
    {
        builder.ToTable("poll_ballots");
        builder.HasKey(ballot => ballot.EventId);
        builder.HasIndex(ballot => new { ballot.PollId, ballot.Voter });
        // A campaign is counted over all its polls, person by person, from this index alone.
        builder.HasIndex(ballot => new { ballot.CampaignId, ballot.Voter, ballot.Timestamp, ballot.EventId, ballot.PollId, ballot.Answers, ballot.IsMark }).HasFilter("CampaignId IS NOT NULL");
        builder.HasOne<Poll>().WithMany().HasForeignKey(ballot => ballot.PollId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<PollEndEvent> builder)
    {
        builder.ToTable("poll_ends");
        builder.HasKey(end => end.EventId);
        builder.HasOne<Poll>().WithMany().HasForeignKey(end => end.PollId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<SeenRedaction> builder)
    {
        builder.ToTable("seen_redactions");
        builder.HasKey(redaction => new { redaction.EventId, redaction.RoomId });
        builder.HasIndex(redaction => redaction.RoomId);
    }
}
