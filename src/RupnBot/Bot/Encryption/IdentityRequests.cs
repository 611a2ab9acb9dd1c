using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using RupnBot.Configuration;
using RupnBot.Crypto;
using RupnBot.Matrix;

namespace RupnBot.Bot.Encryption;

/// <summary>The requests of the own identity: what the server has of it, and changes, with the password where it is asked for.</summary>
public sealed class IdentityRequests(IOptions<MatrixOptions> matrix)
{
    internal async Task<IdentitySnapshot> FetchAsync(MatrixClient client, UserId self, CancellationToken cancellationToken)
    {
        var question = JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["device_keys"] = new JsonObject { [self.Value] = new JsonArray() } });
        var keys = await client.RequestJsonAsync(HttpMethod.Post, "/_matrix/client/v3/keys/query", question, cancellationToken);
        var data = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var type in IdentitySnapshot.AccountDataTypes) await AddAsync(type);
        if (IdentitySnapshot.KeyDescriptionType(data.TryGetValue("m.secret_storage.default_key", out var known) ? known : null) is { } description) await AddAsync(description);
        return new IdentitySnapshot { Keys = keys, AccountData = data, Backup = await BackupAsync(client, cancellationToken) };

        async Task AddAsync(string type)
        {
            if (await client.GetAccountDataAsync(type, cancellationToken) is { } found) data[type] = found;
        }
    }

    /// <returns>False when the server asks for an authentication the bot cannot give.</returns>
    internal async Task<bool> SendAsync(MatrixClient client, CryptoRequest request, UserId self, CancellationToken cancellationToken)
    {
        try
        {
            await client.RequestJsonAsync(request.Method, request.Path, request.Body, cancellationToken);
            return true;
        }
        catch (MatrixException e) when (request.Kind == CryptoRequestKind.SigningKeysUpload && e is { Status: HttpStatusCode.Unauthorized, Reason: MatrixFailure.Server })
        {
            return await ProveAsync(client, request, self, cancellationToken);
        }
    }

    // User-interactive authentication, the password stage alone: a first upload needs none, but servers differ.
    private async Task<bool> ProveAsync(MatrixClient client, CryptoRequest request, UserId self, CancellationToken cancellationToken)
    {
        if (Password is not { Length: > 0 } password) return false;
        var body = JsonNode.Parse(request.Body.Span)!.AsObject();
        body["auth"] = new JsonObject
        {
            ["type"] = "m.login.password",
            ["identifier"] = new JsonObject { ["type"] = "m.id.user", ["user"] = self.Value },
            ["password"] = password,
        };
        try
        {
            await client.RequestJsonAsync(request.Method, request.Path, JsonSerializer.SerializeToUtf8Bytes(body), cancellationToken);
            return true;
        }
        catch (MatrixException e) when (e is { Status: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden, Reason: MatrixFailure.Server })
        {
            return false;
        }
    }

    private static async Task<JsonElement?> BackupAsync(MatrixClient client, CancellationToken cancellationToken)
    {
        try
        {
            return await client.RequestJsonAsync(HttpMethod.Get, "/_matrix/client/v3/room_keys/version", null, cancellationToken);
        }
        catch (MatrixException e) when (e.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private string? Password => matrix.Value.Password is { Length: > 0 } password ? password : matrix.Value.PasswordFile is { Length: > 0 } file && File.Exists(file) ? File.ReadLines(file).FirstOrDefault() : null;
}
