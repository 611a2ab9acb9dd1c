namespace RupnBot.Crypto;

/// <summary>How the bot's own identity stands. Names are shown to operators: they are added to, never renamed.</summary>
public enum IdentityState
{
    /// <summary>There are actions to do; then it is planned anew.</summary>
    Pending = 0,

    /// <summary>The own device is signed by the published identity, and the private keys are at hand.</summary>
    Ready = 1,

    /// <summary>An identity or a secret storage exists, and no recovery key was given: the bot runs unsigned.</summary>
    NoRecoveryKey = 2,

    /// <summary>The recovery key given is not the one of the account's secret storage.</summary>
    WrongRecoveryKey = 3,

    /// <summary>An identity exists, and its private keys are nowhere: neither here nor in secret storage.</summary>
    PrivateKeysMissing = 4,

    /// <summary>The private keys found are not those of the published identity, or the published one does not hold together.</summary>
    IdentityConflict = 5,

    /// <summary>The server holds other keys for this device.</summary>
    DeviceConflict = 6,

    /// <summary>The device's keys are not published yet: publish them, then plan anew.</summary>
    DeviceNotPublished = 7,

    /// <summary>Secret storage is of an algorithm, or a form, this library does not know.</summary>
    UnsupportedStorage = 8,

    /// <summary>The server did not answer about the account: try later.</summary>
    ServerUnclear = 9,

    /// <summary>The server asks for an authentication that a bot cannot give (no password stage, or a password refused). Set by whoever makes the requests.</summary>
    AuthenticationNeeded = 10,

    /// <summary>The actions are done again and again and the server does not show them. Set by whoever makes the requests.</summary>
    NotConverging = 11,
}

/// <summary>How the key backup stands. Names are shown to operators: they are added to, never renamed.</summary>
public enum BackupState
{
    /// <summary>Nothing is known yet, or the identity it hangs on is not there.</summary>
    None = 0,

    /// <summary>It is about to be made.</summary>
    Pending = 1,

    /// <summary>Sessions go into it, and can be restored from it.</summary>
    Ready = 2,

    /// <summary>The account's owner switched it off (<c>m.key_backup</c>).</summary>
    Disabled = 3,

    /// <summary>Its key is not known: another client made it, and no recovery key opens it.</summary>
    KeyUnknown = 4,

    /// <summary>It is of an algorithm this library does not speak.</summary>
    Unsupported = 5,

    /// <summary>There is none, and none is made: no recovery key would open it.</summary>
    NoRecoveryKey = 6,
}

/// <summary>One thing to do. Doing it twice does no harm.</summary>
public abstract record IdentityAction
{
    private IdentityAction()
    {
    }

    /// <summary>
    /// Write the key to a new file that only the bot's account may read, and to the disk; never over an existing file. Then plan anew, with the key.
    /// The server knows nothing of it before.
    /// </summary>
    public sealed record WriteRecoveryKey(RecoveryKey Key) : IdentityAction;

    /// <summary>Store account data.</summary>
    public sealed record PutAccountData(string Type, ReadOnlyMemory<byte> Json) : IdentityAction;

    /// <summary>
    /// Make a request. <see cref="CryptoRequestKind.SigningKeysUpload"/> may be answered 401 with stages of user-interactive authentication:
    /// make it again with <c>auth</c>.
    /// </summary>
    public sealed record Send(CryptoRequest Request) : IdentityAction;
}

/// <summary>
/// What to do next for the own identity and key backup. Whoever drives it:
/// <code>
/// repeat, at most <see cref="MaximumRounds"/> times
///     fetch an IdentitySnapshot, and read the recovery key's file if there is one
///     step → CryptoMachine.PlanIdentityAsync(step, snapshot, recoveryKey) → save the step     (private keys are on the disk now)
///     do the actions in their order
/// until there are no actions; then State and Backup say how it stands
/// </code>
/// A crash anywhere loses nothing: the recovery key is in its file before the server hears of it, the private keys are in the database before
/// they are in secret storage, and in secret storage before their public parts are published.
/// </summary>
public sealed record IdentityPlan(IdentityState State, BackupState Backup, IReadOnlyList<IdentityAction> Actions)
{
    /// <summary>Rounds that always are enough.</summary>
    public const int MaximumRounds = 6;
}
