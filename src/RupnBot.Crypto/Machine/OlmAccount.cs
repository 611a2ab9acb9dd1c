using System.Security.Cryptography;

namespace RupnBot.Crypto;

/// <summary>
/// The private keys of the own device: its two identity keys, the one-time keys others begin Olm sessions with, and the fallback keys that
/// serve when those run out (specification, "One-time and fallback keys"). At most two fallback keys are kept, so that messages under way
/// when one is replaced can still be read.
/// </summary>
internal sealed partial class OlmAccount : IDisposable
{
    /// <summary>One-time keys kept, those claimed and never used included; the oldest go first.</summary>
    public const int MaximumOneTimeKeys = 500;

    private readonly List<OneTimeKey> _oneTimeKeys = [];

    private OlmAccount(Curve25519SecretKey identity, Ed25519SecretKey signing) => (Identity, Signing) = (identity, signing);

    /// <summary>Agrees on secrets with other devices.</summary>
    public Curve25519SecretKey Identity { get; }

    /// <summary>Signs: the fingerprint of the device.</summary>
    public Ed25519SecretKey Signing { get; }

    /// <summary>The public identity key, unpadded base64.</summary>
    public string Curve25519 => field ??= Identity.PublicKey.ToString();

    /// <summary>The fingerprint, unpadded base64.</summary>
    public string Ed25519 => field ??= Signing.PublicKey.ToString();

    /// <summary>One-time keys, oldest first.</summary>
    public IReadOnlyList<OneTimeKey> OneTimeKeys => _oneTimeKeys;

    /// <summary>The fallback key others are given now.</summary>
    public OneTimeKey? Fallback { get; private set; }

    /// <summary>The one before.</summary>
    public OneTimeKey? PreviousFallback { get; private set; }

    /// <summary>When <see cref="Fallback"/> was made.</summary>
    public DateTimeOffset FallbackMadeAt { get; private set; }

    public static OlmAccount Create(DateTimeOffset now)
    {
        var account = new OlmAccount(Curve25519SecretKey.Generate(), Ed25519SecretKey.Generate());
        account.RotateFallback(now);
        return account;
    }

    public void AddOneTimeKeys(int count)
    {
        for (var i = 0; i < count; i++) _oneTimeKeys.Add(OneTimeKey.Generate());
        while (_oneTimeKeys.Count > MaximumOneTimeKeys)
        {
            _oneTimeKeys[0].Erase();
            _oneTimeKeys.RemoveAt(0);
        }
    }

    public void RotateFallback(DateTimeOffset now)
    {
        PreviousFallback?.Erase();
        PreviousFallback = Fallback;
        Fallback = OneTimeKey.Generate();
        FallbackMadeAt = now;
    }

    /// <summary>The secret of a one-time or fallback key, for the caller to dispose; null when it is not, or no longer, ours.</summary>
    public Curve25519SecretKey? FindSecret(Curve25519PublicKey key) =>
        _oneTimeKeys.Append(Fallback).Append(PreviousFallback).FirstOrDefault(known => known?.Public == key)?.Open();

    /// <summary>Forgets a one-time key that served; a fallback key serves on. True when there was one to forget.</summary>
    public bool Drop(Curve25519PublicKey key)
    {
        var index = _oneTimeKeys.FindIndex(known => known.Public == key);
        if (index < 0) return false;
        _oneTimeKeys[index].Erase();
        _oneTimeKeys.RemoveAt(index);
        return true;
    }

    /// <summary>The server has taken these keys.</summary>
    public void MarkPublished(IReadOnlyCollection<string> ids)
    {
        foreach (var key in _oneTimeKeys.Append(Fallback))
            if (key is not null && ids.Contains(key.Id)) key.IsPublished = true;
    }

    public void Dispose()
    {
        Identity.Dispose();
        Signing.Dispose();
        foreach (var key in _oneTimeKeys) key.Erase();
        Fallback?.Erase();
        PreviousFallback?.Erase();
    }
}

/// <summary>A one-time or fallback key.</summary>
internal sealed class OneTimeKey(Curve25519PublicKey publicKey, byte[] secret, bool isPublished)
{
    private const int IdBytes = 8;

    public Curve25519PublicKey Public => publicKey;

    /// <summary>32 bytes.</summary>
    public ReadOnlySpan<byte> Secret => secret;

    public bool IsPublished { get; set; } = isPublished;

    /// <summary>
    /// Taken from the key itself: a counter would begin again after the store was restored from a copy, and servers refuse for ever another
    /// key under an id they know.
    /// </summary>
    public string Id => UnpaddedBase64.EncodeUrl(publicKey.ToArray().AsSpan(0, IdBytes));

    public static OneTimeKey Generate()
    {
        using var key = Curve25519SecretKey.Generate();
        var secret = new byte[32];
        key.Export(secret);
        return new OneTimeKey(key.PublicKey, secret, isPublished: false);
    }

    public Curve25519SecretKey Open() => Curve25519SecretKey.FromBytes(secret);

    public void Erase() => CryptographicOperations.ZeroMemory(secret);
}
