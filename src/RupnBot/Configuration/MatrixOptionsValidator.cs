using Microsoft.Extensions.Options;
using RupnBot.Matrix;

namespace RupnBot.Configuration;

internal sealed class MatrixOptionsValidator : IValidateOptions<MatrixOptions>
{
    public ValidateOptionsResult Validate(string? name, MatrixOptions options)
    {
        var faults = new SettingFaults(MatrixOptions.Section);
        var hasHomeserver = !string.IsNullOrWhiteSpace(options.Homeserver);
        var hasEmail = !string.IsNullOrWhiteSpace(options.Email);
        faults.Require(hasHomeserver || hasEmail, "Homeserver", "or Matrix:Email is missing", "https://matrix.agent.education.tchap.gouv.fr");
        faults.Require(!hasHomeserver || IsHttp(options.Homeserver), "Homeserver", "is not an http(s) address", "https://matrix.agent.education.tchap.gouv.fr");
        faults.Require(!hasEmail || options.Email!.IndexOf('@', StringComparison.Ordinal) > 0, "Email", "is not an e-mail address", "robot-srane@ac-poitiers.fr");
        faults.Require(IsHttp(options.DiscoveryServer), "DiscoveryServer", "is not an http(s) address", "https://matrix.agent.tchap.gouv.fr");

        var ways = Count(options.Password) + Count(options.PasswordFile) + Count(options.AccessToken);
        faults.Require(ways > 0, "Password", "is missing (or Matrix:PasswordFile, or Matrix:AccessToken with Matrix:DeviceId)", "Matrix__PasswordFile=/run/credentials/rupnbot/password");
        faults.Require(ways <= 1, "Password", "is one of several ways to log in that are set; keep one of Password, PasswordFile, AccessToken", "Matrix__PasswordFile=/run/credentials/rupnbot/password");
        faults.Require(string.IsNullOrEmpty(options.PasswordFile) || File.Exists(options.PasswordFile), "PasswordFile", "names no readable file", "/run/credentials/rupnbot/password");
        faults.Require(string.IsNullOrEmpty(options.AccessToken) || !string.IsNullOrEmpty(options.DeviceId), "DeviceId", "is missing; an access token belongs to a device", "RUPNBOTABCDEF");
        faults.Require(!string.IsNullOrWhiteSpace(options.User) || hasEmail || !string.IsNullOrEmpty(options.AccessToken), "User", "is missing", "@robot-srane-ac-poitiers.fr:agent.education.tchap.gouv.fr");
        faults.Require(options.User is not ['@', ..] || UserId.TryParse(options.User, out _), "User", "is not a Matrix id", "@robot-srane-ac-poitiers.fr:agent.education.tchap.gouv.fr");
        faults.Require(options.RequestsPerSecond is >= 0 and <= 1000, "RequestsPerSecond", "must be between 0 (no pacing) and 1000", "1");
        faults.Require(options.SendsInFlight is >= 1 and <= 64, "SendsInFlight", "must be between 1 and 64", "8");
        faults.Require(options.RequestTimeoutSeconds is >= 1 and <= 300, "RequestTimeoutSeconds", "must be between 1 and 300", "30");
        return faults.ToResult();
    }

    private static int Count(string? value) => string.IsNullOrEmpty(value) ? 0 : 1;

    private static bool IsHttp(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https") && uri.UserInfo.Length == 0;
}
