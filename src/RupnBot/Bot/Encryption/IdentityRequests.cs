using System.Net;
using Microsoft.Extensions.Options;
using RupnBot.Configuration;
using RupnBot.Crypto;
using RupnBot.Matrix;

namespace RupnBot.Bot.Encryption;

/// <summary>Changes of the own identity on the server, with the account's password where it is asked for.</summary>
public sealed class IdentityRequests(IOptions<MatrixOptions> matrix)
{
    /// <returns>False when the server asks for an authentication the bot cannot give, or will not: it never replaces an identity.</returns>
    internal async Task<bool> SendAsync(MatrixClient client, CryptoRequest request, CancellationToken cancellationToken)
    {
        if (request.Kind != CryptoRequestKind.SigningKeysUpload)
        {
            await client.MakeAsync(request, cancellationToken);
            return true;
        }

        try
        {
            await client.UploadFirstSigningKeysAsync(request.Body, Password, cancellationToken);
            return true;
        }
        catch (MatrixException e) when (e.Reason == MatrixFailure.AuthenticationNeeded || e is { Status: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden, Reason: MatrixFailure.Server })
        {
            return false;
        }
    }

    private string? Password => matrix.Value.Password is { Length: > 0 } password ? password
        : matrix.Value.PasswordFile is { Length: > 0 } file && File.Exists(file) && File.ReadLines(file).FirstOrDefault() is { Length: > 0 } line ? line : null;
}
