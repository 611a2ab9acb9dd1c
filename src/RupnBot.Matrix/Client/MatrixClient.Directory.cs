using System.Net;

namespace RupnBot.Matrix;

public sealed partial class MatrixClient
{
    /// <summary>Looks for rooms in a server's public directory.</summary>
    /// <param name="term">Words to look for; null for all rooms.</param>
    /// <param name="server">Another server whose directory to search; null for one's own.</param>
    /// <param name="limit">Rooms a page.</param>
    /// <param name="since">The last page's <see cref="PublicRoomsPage.NextBatch"/>.</param>
    /// <param name="ct">Cancels the request.</param>
    public Task<PublicRoomsPage> SearchPublicRoomsAsync(
        string? term = null, string? server = null, int? limit = null, string? since = null, CancellationToken ct = default) => PostAsync(
            Route.Of($"/_matrix/client/v3/publicRooms").With("server", server),
            Body(new PublicRoomsRequest(new PublicRoomsFilter(term), limit, since), MatrixJson.Default.PublicRoomsRequest),
            MatrixJson.Default.PublicRoomsPage,
            ct);

    /// <summary>What an alias, <c>#name:server</c>, stands for; null when it does not exist.</summary>
    public Task<ResolvedAlias?> ResolveAliasAsync(string alias, CancellationToken ct) =>
        OrNullAsync(GetAsync(Route.Of($"/_matrix/client/v3/directory/room/{alias}"), MatrixJson.Default.ResolvedAlias, ct));

    /// <summary>Gives a room one more alias.</summary>
    public Task CreateAliasAsync(string alias, RoomId room, CancellationToken ct) => PutAsync(
        Route.Of($"/_matrix/client/v3/directory/room/{alias}"), Body(new RoomAnswer(room), MatrixJson.Default.RoomAnswer), ct);

    /// <summary>Takes an alias away.</summary>
    public Task DeleteAliasAsync(string alias, CancellationToken ct) =>
        DeleteAsync(Route.Of($"/_matrix/client/v3/directory/room/{alias}"), ct);

    /// <summary>Looks for users by name or id.</summary>
    public Task<UserSearchPage> SearchUsersAsync(string term, int? limit = null, CancellationToken ct = default) => PostAsync(
        Route.Of($"/_matrix/client/v3/user_directory/search"),
        Body(new UserSearchRequest(term, limit), MatrixJson.Default.UserSearchRequest),
        MatrixJson.Default.UserSearchPage,
        ct);

    // 404 without a code is a proxy, with M_UNRECOGNIZED a server that does not know the path: neither is an answer.
    // The code is not always M_NOT_FOUND: Synapse says M_UNKNOWN of a user without profile.
    private static bool IsAbsent(MatrixException failure) =>
        failure is { Status: HttpStatusCode.NotFound, ErrorCode: not null, Reason: MatrixFailure.Server };

    private static async Task<T?> OrNullAsync<T>(Task<T> request) where T : class
    {
        try
        {
            return await request.ConfigureAwait(false);
        }
        catch (MatrixException absent) when (IsAbsent(absent))
        {
            return null;
        }
    }
}
