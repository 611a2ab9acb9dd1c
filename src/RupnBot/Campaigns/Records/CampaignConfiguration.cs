using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RupnBot.Campaigns.Records;

internal sealed class CampaignConfiguration : IEntityTypeConfiguration<Campaign>, IEntityTypeConfiguration<CampaignPlace>
{
    public void Configure(EntityTypeBuilder<Campaign> builder)
    {
        builder.ToTable("campaigns");
        builder.HasIndex(campaign => campaign.Key).IsUnique();
        builder.HasIndex(campaign => campaign.State);
        builder.HasIndex(campaign => new { campaign.QuestionId, campaign.ClosedAt });
    }

    public void Configure(EntityTypeBuilder<CampaignPlace> builder)
    {
        builder.ToTable("campaign_places");
        builder.HasIndex(place => new { place.CampaignId, place.RoomId }).IsUnique();
        builder.HasIndex(place => new { place.CampaignId, place.State });
        builder.HasIndex(place => place.RoomId);
        builder.HasIndex(place => place.Person);
        builder.HasIndex(place => place.PollId);
        builder.HasOne<Campaign>().WithMany().HasForeignKey(place => place.CampaignId).OnDelete(DeleteBehavior.Cascade);
    }
}
