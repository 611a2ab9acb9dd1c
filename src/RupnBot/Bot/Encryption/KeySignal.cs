using RupnBot.Storage;

namespace RupnBot.Bot.Encryption;

/// <summary>Keys are wanted, or something about them has changed.</summary>
public sealed class KeySignal
{
    public ChangeSignal Changed { get; } = new();
}
