namespace RupnBot.Configuration;

/// <summary>Where the bot keeps what it must not lose.</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>Folder of the database and of the key files beside it; created if missing.</summary>
    public string Path { get; set; } = "data";

    public string DatabaseFile => System.IO.Path.Combine(Path, "rupnbot.db");

    /// <summary>Seals what the encryption keeps in the database.</summary>
    public string CryptoKeyFile => System.IO.Path.Combine(Path, "crypto.key");

    /// <summary>The recovery key of the encryption, unless Matrix:RecoveryKeyFile says otherwise.</summary>
    public string RecoveryKeyFile => System.IO.Path.Combine(Path, "recovery.key");

    public string PseudonymKeyFile => System.IO.Path.Combine(Path, "pseudonym.key");
}
