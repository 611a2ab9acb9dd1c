namespace RupnBot.Matrix;

public sealed partial class MatrixClient
{
    /// <summary>The member events of a room.</summary>
    /// <param name="room">The room.</param>
    /// <param name="membership">Only those of this standing.</param>
    /// <param name="notMembership">All but those of this standing.</param>
    /// <param name="at">A sync token: as it was then.</param>
    /// <param name="ct">Cancels the request.</param>
    public Task<IReadOnlyList<MatrixEvent>> GetMembersAsync(
        RoomId room, Membership? membership = null, Membership? notMembership = null, string? at = null, CancellationToken ct = default) => GetAsync(
            Route.Of($"/_matrix/client/v3/rooms/{room}/members")
                .With("membership", membership is { } wanted ? MemberContent.Word(wanted) : null)
                .With("not_membership", notMembership is { } unwanted ? MemberContent.Word(unwanted) : null)
                .With("at", at),
            (_, body) => EventPages.ReadMessages(body.Span, room).Events,
            ct);

    /// <summary>Who is in the room now.</summary>
    public async Task<IReadOnlyDictionary<UserId, JoinedMember>> GetJoinedMembersAsync(RoomId room, CancellationToken ct)
    {
        var answer = await GetAsync(
            Route.Of($"/_matrix/client/v3/rooms/{room}/joined_members"), MatrixJson.Default.JoinedMembersAnswer, ct).ConfigureAwait(false);
        return answer.Joined;
    }
}
