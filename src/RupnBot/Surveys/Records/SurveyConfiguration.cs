using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RupnBot.Surveys.Records;

internal sealed class SurveyConfiguration :
    IEntityTypeConfiguration<Survey>, IEntityTypeConfiguration<SurveyRoom>, IEntityTypeConfiguration<SurveyInvitee>, IEntityTypeConfiguration<SurveyDraft>,
    IEntityTypeConfiguration<SurveyParticipant>, IEntityTypeConfiguration<PooledAnswer>
{
    public void Configure(EntityTypeBuilder<Survey> builder)
    {
        builder.ToTable("surveys");
        builder.HasIndex(survey => survey.Key).IsUnique();
        builder.HasIndex(survey => new { survey.State, survey.EndsAt });
    }

    public void Configure(EntityTypeBuilder<SurveyRoom> builder)
    {
        builder.ToTable("survey_rooms");
        builder.HasKey(room => new { room.SurveyId, room.RoomId });
        builder.HasIndex(room => room.RoomId);
        builder.HasOne<Survey>().WithMany().HasForeignKey(room => room.SurveyId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<SurveyInvitee> builder)
    {
        builder.ToTable("survey_invitees");
        builder.HasKey(invitee => new { invitee.SurveyId, invitee.UserId });
        builder.HasIndex(invitee => invitee.UserId);
        builder.HasOne<Survey>().WithMany().HasForeignKey(invitee => invitee.SurveyId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<SurveyDraft> builder)
    {
        builder.ToTable("survey_drafts");
        builder.Property(draft => draft.Id).ValueGeneratedNever();
        builder.HasIndex(draft => new { draft.SurveyId, draft.UserId }).IsUnique();
        builder.HasIndex(draft => new { draft.UserId, draft.Stage });
        builder.HasOne<Survey>().WithMany().HasForeignKey(draft => draft.SurveyId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<SurveyParticipant> builder)
    {
        builder.ToTable("survey_participants");
        builder.Property(participant => participant.Id).ValueGeneratedNever();
        builder.HasIndex(participant => new { participant.SurveyId, participant.Person }).IsUnique();
        builder.HasOne<Survey>().WithMany().HasForeignKey(participant => participant.SurveyId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<PooledAnswer> builder)
    {
        builder.ToTable("survey_answers");
        builder.Property(answer => answer.Id).ValueGeneratedNever();
        builder.HasIndex(answer => new { answer.SurveyId, answer.QuestionId });
        builder.HasOne<Survey>().WithMany().HasForeignKey(answer => answer.SurveyId).OnDelete(DeleteBehavior.Cascade);
    }
}
