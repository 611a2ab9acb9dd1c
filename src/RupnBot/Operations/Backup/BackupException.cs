namespace RupnBot.Operations.Backup;

/// <summary>A backup or a restore that was refused or failed; the message is one line for the operator, and nothing was changed.</summary>
public sealed class BackupException : Exception
{
    public BackupException()
    {
    }

    public BackupException(string message)
        : base(message)
    {
    }

    public BackupException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
