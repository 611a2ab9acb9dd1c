namespace RupnBot.Crypto;

/// <summary>The two kinds of Olm messages, as <c>type</c> in <c>m.room.encrypted</c> numbers them.</summary>
public enum OlmMessageType
{
    /// <summary>Holds what its receiver needs to set the session up; sent until an answer came.</summary>
    PreKey = 0,

    /// <summary>Of a session that both sides know.</summary>
    Normal = 1,
}

/// <summary>An encrypted message.</summary>
/// <param name="Type">Its kind, which is not in its bytes.</param>
/// <param name="Body">The bytes of the wire, before base64.</param>
public readonly record struct OlmMessage(OlmMessageType Type, byte[] Body);
