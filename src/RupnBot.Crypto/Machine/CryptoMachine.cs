using RupnBot.Matrix;

namespace RupnBot.Crypto;

/// <summary>
/// End-to-end encryption of one device (specification, "End-to-End Encryption"). Sans-I/O and without memory of its own: each call reads and
/// changes a <see cref="CryptoStep"/>, which the caller saves in the transaction of whatever caused it. Split by phase of the protocol.
/// </summary>
/// <param name="self">The own user.</param>
/// <param name="device">The own device.</param>
/// <param name="options">What the operator chose.</param>
/// <param name="time">The clock.</param>
public sealed partial class CryptoMachine(UserId self, DeviceId device, CryptoOptions options, TimeProvider time)
{
    /// <summary>Megolm, the one algorithm rooms are encrypted with.</summary>
    public const string MegolmAlgorithm = "m.megolm.v1.aes-sha2";

    /// <summary>Olm, the one algorithm devices speak with each other.</summary>
    public const string OlmAlgorithm = "m.olm.v1.curve25519-aes-sha2";

    /// <summary>The own user.</summary>
    public UserId Self => self;

    /// <summary>The own device.</summary>
    public DeviceId Device => device;

    internal CryptoOptions Options => options;

    internal TimeProvider Time => time;
}
