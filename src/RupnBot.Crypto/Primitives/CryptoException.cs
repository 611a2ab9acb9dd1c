namespace RupnBot.Crypto;

/// <summary>Thrown where the caller cannot go on, with the reason by name. It never tells secrets.</summary>
public sealed class CryptoException : Exception
{
    /// <summary>With the reason.</summary>
    public CryptoException(CryptoFailure failure)
        : base($"Refused: {failure}.") => Failure = failure;

    /// <summary>With the reason and more about it.</summary>
    public CryptoException(CryptoFailure failure, string message)
        : base(message) => Failure = failure;

    /// <summary>With the reason, more about it, and its cause.</summary>
    public CryptoException(CryptoFailure failure, string message, Exception? inner)
        : base(message, inner) => Failure = failure;

    /// <summary>The reason.</summary>
    public CryptoFailure Failure { get; }
}
