namespace RupnBot.Matrix;

/// <summary>A Matrix device id: opaque, given by the client or the server at login.</summary>
public readonly record struct DeviceId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
