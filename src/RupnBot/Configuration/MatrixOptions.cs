namespace RupnBot.Configuration;

/// <summary>The account the bot speaks through. Exactly one way to log in is configured.</summary>
public sealed class MatrixOptions
{
    public const string Section = "Matrix";

    /// <summary>Base address of the homeserver, e.g. <c>https://matrix.agent.education.tchap.gouv.fr</c>.</summary>
    public string? Homeserver { get; set; }

    /// <summary>The functional mailbox of the account: the homeserver is then discovered as Tchap does.</summary>
    public string? Email { get; set; }

    /// <summary>Where the discovery by e-mail asks; any Tchap homeserver answers for all of them.</summary>
    public string DiscoveryServer { get; set; } = "https://matrix.agent.tchap.gouv.fr";

    /// <summary>Matrix id or local part. Not needed with <see cref="Email"/> or <see cref="AccessToken"/>.</summary>
    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>File whose first line is the password.</summary>
    public string? PasswordFile { get; set; }

    public string? AccessToken { get; set; }

    /// <summary>Goes with <see cref="AccessToken"/>.</summary>
    public string? DeviceId { get; set; }

    /// <summary>Requests a second, /sync apart; 0 turns pacing off. Tchap's guidance is 1.</summary>
    public double RequestsPerSecond { get; set; } = 1;

    /// <summary>Sends under way at once when pacing allows, 1 to 64.</summary>
    public int SendsInFlight { get; set; } = 8;

    /// <summary>Seconds a request may take, its answer read included, 1 to 300; /sync has the time it may wait in addition.</summary>
    public int RequestTimeoutSeconds { get; set; } = 30;

    /// <summary>Where the recovery key of the encryption is written at first start, or read from; readable by its owner alone. Default: recovery.key in Storage:Path.</summary>
    public string? RecoveryKeyFile { get; set; }

    /// <summary>Room keys go only to devices their owner has verified (MSC4153); otherwise to all, as Tchap does today.</summary>
    public bool KeysOnlyToSignedDevices { get; set; }

    /// <summary>Ask for refresh tokens at login. Without them Tchap's token does not expire.</summary>
    public bool RefreshTokens { get; set; }
}
