using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using RupnBot.Configuration;
using RupnBot.Localization;
using RupnBot.Operations.Encryption;
using RupnBot.Storage.Crypto;

namespace RupnBot.Operations.Doctor;

/// <summary>The device's keys, its signature, the backup; and that the two files without which they are lost are there.</summary>
internal sealed class EncryptionCheck(Database database, IOptions<StorageOptions> storage, IOptions<MatrixOptions> matrix, Texts texts) : ICheck
{
    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(storage.Value.DatabaseFile)) return [];
        try
        {
            var findings = (await database.ReadAsync(db => EncryptionReport.ReadAsync(db, cancellationToken), cancellationToken)).ToFindings(texts).ToList();
            var hasAccount = await database.ReadAsync(db => Task.FromResult(SqliteCryptoStore.HasAccount(db)), cancellationToken);
            if (hasAccount && !File.Exists(storage.Value.CryptoKeyFile)) findings.Add(new Finding(false, texts.Format("Crypto.KeyMissing", ("file", storage.Value.CryptoKeyFile))));
            var recovery = matrix.Value.RecoveryKeyFile is { Length: > 0 } file ? file : storage.Value.RecoveryKeyFile;
            if (hasAccount && !File.Exists(recovery)) findings.Add(new Finding(false, texts.Format("Crypto.RecoveryMissing", ("file", recovery))));
            return findings;
        }
        catch (SqliteException)
        {
            // The database check says what is the matter with it.
            return [];
        }
    }
}
