using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RupnBot.Polls.Templates;

/// <summary>A poll that an editor keeps ready for every salon. Nobody is named.</summary>
public sealed class PollTemplate
{
    public long Id { get; init; }

    /// <summary>As <see cref="TemplateName"/> writes it.</summary>
    public required string Name { get; init; }

    /// <summary>What would be written after <c>sondage</c>.</summary>
    public required string Text { get; init; }
}

internal sealed class PollTemplateConfiguration : IEntityTypeConfiguration<PollTemplate>
{
    public void Configure(EntityTypeBuilder<PollTemplate> builder)
    {
        builder.ToTable("poll_templates");
        builder.HasIndex(template => template.Name).IsUnique();
    }
}
