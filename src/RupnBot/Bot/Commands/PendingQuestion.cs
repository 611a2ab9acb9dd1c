using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RupnBot.Matrix;

namespace RupnBot.Bot.Commands;

/// <summary>A numbered choice put to someone; their answer runs the command again with it. One per person and room, the latest.</summary>
public sealed class PendingQuestion
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    /// <summary>Ends the name of a slot that may be filled with several values.</summary>
    private const char Several = '+';

    /// <summary>Stands in none: values are identifiers.</summary>
    private const char Between = '\n';

    public RoomId RoomId { get; init; }

    public UserId UserId { get; init; }

    public required string Word { get; set; }

    public required string Rest { get; set; }

    /// <summary>The event that was answered to, when the command was written as a reply.</summary>
    public EventId? RepliedTo { get; set; }

    /// <summary>What the answer fills.</summary>
    public required string Slot { get; set; }

    /// <summary>JSON: the choices made so far, slot to value.</summary>
    public required string Choices { get; set; }

    /// <summary>JSON: the options, in the order shown.</summary>
    public required string Options { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>Answered by one number or more.</summary>
    public bool TakesSeveral => Slot.EndsWith(Several);

    public static string SlotOfSeveral(string slot) => slot + Several;

    public static string Join(IEnumerable<string> values) => string.Join(Between, values);

    public static IReadOnlyList<string> Split(string values) => values.Split(Between);
}

/// <summary>One option of a question.</summary>
/// <param name="Value">What the command gets.</param>
/// <param name="Label">What is shown, and may be written instead of the number.</param>
public sealed record ChoiceOption(string Value, string Label);

internal sealed class PendingQuestionConfiguration : IEntityTypeConfiguration<PendingQuestion>
{
    public void Configure(EntityTypeBuilder<PendingQuestion> builder)
    {
        builder.ToTable("pending_questions");
        builder.HasKey(question => new { question.RoomId, question.UserId });
        builder.HasIndex(question => question.ExpiresAt);
    }
}
