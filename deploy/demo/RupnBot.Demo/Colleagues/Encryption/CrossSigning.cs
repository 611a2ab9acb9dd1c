namespace RupnBot.Demo.Colleagues.Encryption;

/// <summary>What a colleague does at login about the signature of the new device.</summary>
public enum CrossSigning
{
    /// <summary>Nothing: the device stays unsigned, as of someone who put that off.</summary>
    None,

    /// <summary>Makes an identity for the account and signs the device with it.</summary>
    Bootstrap,

    /// <summary>Signs the device by the identity that lies in secret storage.</summary>
    Recover,
}
