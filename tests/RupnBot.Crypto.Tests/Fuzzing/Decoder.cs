namespace RupnBot.Crypto.Tests.Fuzzing;

/// <summary>Something that reads bytes from outside.</summary>
/// <param name="Name">For the message of a failure.</param>
/// <param name="Seeds">Inputs that it accepts.</param>
/// <param name="Accepts">Reads; throws only when it finds a fault in the decoder. An authenticated input is accepted only unchanged.</param>
/// <param name="MayAccept">The share of changed inputs that may be right all the same.</param>
internal sealed record Decoder(string Name, IReadOnlyList<byte[]> Seeds, Func<byte[], bool> Accepts, double MayAccept)
{
    /// <summary>Inputs that it refuses for a reason that changes alone would hardly meet; they are changed too.</summary>
    public IReadOnlyList<byte[]> Refused
    {
        get;
        init
        {
            field = value;
            Bases = [.. Seeds, .. value];
        }
    } = [];

    /// <summary>What is changed.</summary>
    public IReadOnlyList<byte[]> Bases { get; private init; } = Seeds;
}
