namespace RupnBot.Crypto.Tests.Primitives;

public sealed class SecretBytesTests
{
    [Fact]
    public void Disposed_secrets_are_overwritten_and_not_handed_out_again()
    {
        var secret = new SecretBytes(48);
        var seen = secret.Span;
        seen.Fill(0xAA);
        secret.Dispose();
        Assert.False(seen.ContainsAnyExcept((byte)0));
        Assert.Throws<ObjectDisposedException>(() => secret.Span.Length);
    }

    [Fact]
    public void Secrets_stay_where_they_are()
    {
        using var secret = new SecretBytes(32);
        var before = Address(secret);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        Assert.Equal(before, Address(secret));
    }

    private static nint Address(SecretBytes secret)
    {
        unsafe
        {
            fixed (byte* first = secret.Span) return (nint)first;
        }
    }
}
