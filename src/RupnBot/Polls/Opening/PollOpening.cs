using RupnBot.Matrix;
using RupnBot.Polls.Requests;

namespace RupnBot.Polls.Opening;

/// <summary>A poll to be put into a salon, wherever the wish comes from: a command, a series, a campaign. It knows of no chat.</summary>
/// <param name="RoomId">Where it is asked.</param>
/// <param name="Request">What is asked; its words about the end are already read.</param>
/// <param name="Ends">When it closes itself.</param>
public sealed record PollOpening(RoomId RoomId, PollRequest Request, DateTimeOffset Ends)
{
    /// <summary>The instants that the answers stand for, one each, when it looks for a date; else empty.</summary>
    public IReadOnlyList<DateTimeOffset> Dates { get; init; } = [];

    public TimeSpan? Duration { get; init; }

    public string? Place { get; init; }

    /// <summary>The campaign it belongs to.</summary>
    public CampaignOfPoll? Campaign { get; init; }

    /// <summary>Where who wants it is told of trouble; null: nobody is.</summary>
    public RoomId? TellRoomId { get; init; }
}

/// <summary>What a poll must know of its campaign.</summary>
/// <param name="Id">Which.</param>
/// <param name="Key">What the pseudonyms of its voters are made with, in all its polls.</param>
/// <param name="IsForOne">The poll goes into somebody's direct chat.</param>
public sealed record CampaignOfPoll(long Id, string Key, bool IsForOne);
