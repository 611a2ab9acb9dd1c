using System.Text.Json;
using RupnBot.Crypto;

namespace RupnBot.Matrix;

public sealed partial class MatrixClient
{
    // The sessions of a whole account, a kilobyte each.
    private const int BackupBytes = 256 << 20;

    private static readonly Route KeysQueryRoute = Route.Of($"/_matrix/client/v3/keys/query");

    /// <summary>Makes a request of the encryption machine. Making it twice does no harm, so it is made again after transport faults.</summary>
    public Task<JsonElement> MakeAsync(CryptoRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        // Only what has been done once must not be done again: another version of the backup would be made.
        var repeatable = request.Kind != CryptoRequestKind.BackupCreate;
        return SendAsync(
            new MatrixRequest(request.Method, new Route(request.Path, $"({request.Kind})")) { Body = request.Body, Repeatable = repeatable }, Json.Element, ct);
    }

    /// <summary>The devices and cross-signing keys of the own user, as <c>/keys/query</c> answers.</summary>
    public Task<JsonElement> QueryOwnKeysAsync(CancellationToken ct)
    {
        var self = Self.Value;
        var body = Json.Write(writer =>
        {
            writer.WriteStartObject("device_keys");
            writer.WriteStartArray(self);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
        return SendAsync(new MatrixRequest(HttpMethod.Post, KeysQueryRoute) { Body = body, Repeatable = true }, Json.Element, ct);
    }

    /// <summary>The newest key backup: algorithm, version, auth_data; null when there is none.</summary>
    public Task<JsonElement?> GetBackupAsync(CancellationToken ct) => ElementOrNullAsync(Route.Of($"/_matrix/client/v3/room_keys/version"), ct);

    /// <summary>The sessions in a backup, still encrypted: of all rooms, or of one.</summary>
    public Task<JsonElement> GetBackupKeysAsync(string version, RoomId? room = null, CancellationToken ct = default)
    {
        var route = room is { } one ? Route.Of($"/_matrix/client/v3/room_keys/keys/{one}") : Route.Of($"/_matrix/client/v3/room_keys/keys");
        var request = new MatrixRequest(HttpMethod.Get, route.With("version", version)) { Repeatable = true, MaximumBytes = BackupBytes, Timeout = _transport.Options.MediaTimeout };
        return SendAsync(request, Json.Element, ct);
    }

    /// <summary>All that a plan of the own identity is made from (see <see cref="IdentityPlan"/>).</summary>
    public async Task<IdentitySnapshot> ReadIdentityAsync(CancellationToken ct)
    {
        var keys = await QueryOwnKeysAsync(ct).ConfigureAwait(false);
        var data = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var type in IdentitySnapshot.AccountDataTypes) await AddAsync(type).ConfigureAwait(false);
        JsonElement? defaultKey = data.TryGetValue(SecretStorage.DefaultKeyType, out var known) ? known : null;
        if (IdentitySnapshot.KeyDescriptionType(defaultKey) is { } description) await AddAsync(description).ConfigureAwait(false);
        return new IdentitySnapshot { Keys = keys, AccountData = data, Backup = await GetBackupAsync(ct).ConfigureAwait(false) };

        async Task AddAsync(string type)
        {
            if (await GetAccountDataAsync(type, ct).ConfigureAwait(false) is { } found) data[type] = found;
        }
    }

    /// <summary>
    /// Publishes the own cross-signing keys where none are published. A server that asks for the password although there are none gets it; one
    /// that asks because another client was faster does not: with it, that client's identity would be replaced.
    /// </summary>
    /// <param name="body">The body of <c>/keys/device_signing/upload</c>, without <c>auth</c>.</param>
    /// <param name="password">The account's password; null: there is none to give.</param>
    /// <param name="ct">Cancels the requests.</param>
    /// <exception cref="MatrixException">
    /// <see cref="MatrixFailure.AuthenticationNeeded"/>: the server asks for what cannot be given, or an identity is published.
    /// </exception>
    public async Task UploadFirstSigningKeysAsync(ReadOnlyMemory<byte> body, string? password, CancellationToken ct)
    {
        try
        {
            await UploadSigningKeysAsync(body, ct).ConfigureAwait(false);
        }
        catch (MatrixException asked) when (password is not null && asked.Interactive is { AsksForPasswordOnly: true })
        {
            var keys = await QueryOwnKeysAsync(ct).ConfigureAwait(false);
            if (keys.ObjectOrNull("device_keys") is null || keys.ObjectOrNull("master_keys")?.TryGetProperty(Self.Value, out _) == true) throw;
            await UploadSigningKeysAsync(WithPassword(body, password, asked.Interactive.Session), ct).ConfigureAwait(false);
        }
    }

    private Task UploadSigningKeysAsync(ReadOnlyMemory<byte> body, CancellationToken ct) =>
        SendAsync(new MatrixRequest(HttpMethod.Post, Route.Of($"/_matrix/client/v3/keys/device_signing/upload")) { Body = body }, Json.Ignore, ct);

    private byte[] WithPassword(ReadOnlyMemory<byte> body, string password, string? session)
    {
        var self = Self.Value;
        using var document = JsonDocument.Parse(body);
        return Json.Write(writer =>
        {
            foreach (var member in document.RootElement.EnumerateObject()) member.WriteTo(writer);
            writer.WriteStartObject("auth");
            writer.WriteString("type", InteractiveAuthentication.PasswordStage);
            writer.WriteStartObject("identifier");
            writer.WriteString("type", "m.id.user");
            writer.WriteString("user", self);
            writer.WriteEndObject();
            writer.WriteString("password", password);
            if (session is not null) writer.WriteString("session", session);
            writer.WriteEndObject();
        });
    }
}
