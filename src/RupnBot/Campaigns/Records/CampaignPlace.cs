using RupnBot.Matrix;

namespace RupnBot.Campaigns.Records;

public enum PlaceState
{
    /// <summary>Not invited yet.</summary>
    Waiting = 0,

    /// <summary>The poll or the invitation is in the outbox, or there.</summary>
    Invited = 1,

    /// <summary>Not invited, and will not be: the bot left, or the rest was called off.</summary>
    Dropped = 2,
}

/// <summary>A salon, or somebody's direct chat, that a campaign goes to: a slot, invited once and reminded once for each reminder.</summary>
public sealed class CampaignPlace
{
    public long Id { get; init; }

    public long CampaignId { get; init; }

    public RoomId RoomId { get; set; }

    /// <summary>Whose direct chat it is; null for a salon. Forgotten when the campaign is over.</summary>
    public UserId? Person { get; set; }

    public PlaceState State { get; set; }

    /// <summary>The poll there.</summary>
    public long? PollId { get; set; }

    /// <summary>The row of the outbox that carries the invitation to a survey.</summary>
    public long? RowId { get; set; }

    /// <summary>How many reminders it has had, or had no need of.</summary>
    public int Reminded { get; set; }
}
