using System.Text.Json;

namespace RupnBot.Matrix;

public sealed partial class MatrixClient
{
    /// <summary>The account's own data of a type; null when there is none.</summary>
    public Task<JsonElement?> GetAccountDataAsync(string type, CancellationToken ct) =>
        ElementOrNullAsync(Route.Of($"/_matrix/client/v3/user/{Self}/account_data/{type}"), ct);

    /// <summary>The account's own data of a type about a room; null when there is none.</summary>
    public Task<JsonElement?> GetAccountDataAsync(RoomId room, string type, CancellationToken ct) =>
        ElementOrNullAsync(Route.Of($"/_matrix/client/v3/user/{Self}/rooms/{room}/account_data/{type}"), ct);

    /// <summary>Stores data with the account.</summary>
    public Task SetAccountDataAsync(string type, ReadOnlyMemory<byte> json, CancellationToken ct) =>
        PutAsync(Route.Of($"/_matrix/client/v3/user/{Self}/account_data/{type}"), json, ct);

    /// <summary>Stores data about a room with the account.</summary>
    public Task SetAccountDataAsync(RoomId room, string type, ReadOnlyMemory<byte> json, CancellationToken ct) =>
        PutAsync(Route.Of($"/_matrix/client/v3/user/{Self}/rooms/{room}/account_data/{type}"), json, ct);

    /// <summary>The tags the account put on a room.</summary>
    public async Task<IReadOnlyDictionary<string, RoomTag>> GetTagsAsync(RoomId room, CancellationToken ct) =>
        (await GetAsync(Route.Of($"/_matrix/client/v3/user/{Self}/rooms/{room}/tags"), MatrixJson.Default.TagsAnswer, ct).ConfigureAwait(false)).Tags;

    /// <summary>Puts a tag on a room, such as <c>m.favourite</c>.</summary>
    public Task SetTagAsync(RoomId room, string tag, RoomTag? value = null, CancellationToken ct = default) => PutAsync(
        Route.Of($"/_matrix/client/v3/user/{Self}/rooms/{room}/tags/{tag}"), Body(value ?? new RoomTag(), MatrixJson.Default.RoomTag), ct);

    /// <summary>Takes a tag from a room.</summary>
    public Task RemoveTagAsync(RoomId room, string tag, CancellationToken ct) =>
        DeleteAsync(Route.Of($"/_matrix/client/v3/user/{Self}/rooms/{room}/tags/{tag}"), ct);

    private async Task<JsonElement?> ElementOrNullAsync(Route route, CancellationToken ct)
    {
        try
        {
            return await GetAsync(route, Json.Element, ct).ConfigureAwait(false);
        }
        catch (MatrixException absent) when (IsAbsent(absent))
        {
            return null;
        }
    }
}
