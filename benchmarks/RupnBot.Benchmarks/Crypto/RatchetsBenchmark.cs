using System.Diagnostics;
using System.Security.Cryptography;
using RupnBot.Crypto;
using RupnBot.Crypto.Tests.Oracle;

namespace RupnBot.Benchmarks.Crypto;

/// <summary>
/// Megolm messages of 1 KiB and the set-up of Olm sessions, beside libolm on the same core, taking turns. Both sides include base64, as both
/// read and write what stands in events.
/// </summary>
internal static class RatchetsBenchmark
{
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(200);

    public static void Run(int rounds)
    {
        var plaintext = RandomNumberGenerator.GetBytes(1024);
        using var vodozemac = new Vodozemac();
        var ratios = new List<double> { Encryption(plaintext, vodozemac, rounds), Decryption(plaintext, vodozemac, rounds), Setup(vodozemac, rounds) };
        Console.WriteLine($"crypto: least ratio {ratios.Min():F2} (goal >= 2)");
    }

    private static double Encryption(byte[] plaintext, Vodozemac vodozemac, int rounds)
    {
        using var ours = MegolmOutboundSession.Create();
        using var theirs = new LibolmOutboundGroup();
        return Compare(
            "Megolm encrypt 1 KiB",
            () => UnpaddedBase64.EncodePublic(ours.Encrypt(plaintext)).Length,
            () => theirs.EncryptToBase64(plaintext).Length,
            () => vodozemac.Measure("encrypt"),
            rounds);
    }

    // The messages of a session one after the other, as a room's are read; then the session from its start again.
    private static double Decryption(byte[] plaintext, Vodozemac vodozemac, int rounds)
    {
        using var sender = MegolmOutboundSession.Create();
        var key = sender.SessionKey();
        var messages = Enumerable.Range(0, 100).Select(_ => UnpaddedBase64.Encode(sender.Encrypt(plaintext))).ToArray();
        var encoded = messages.Select(System.Text.Encoding.ASCII.GetBytes).ToArray();
        var (ours, theirs) = (Inbound(key), LibolmInboundGroup.Create(key));
        var (ourNext, theirNext) = (0, 0);
        var ratio = Compare("Megolm decrypt 1 KiB", Ours, Theirs, () => vodozemac.Measure("decrypt"), rounds);
        ours.Dispose();
        theirs.Dispose();
        return ratio;

        int Ours()
        {
            if (ourNext == messages.Length) (ours, ourNext) = (Replace(ours, key), 0);
            UnpaddedBase64.TryDecodePublic(messages[ourNext++], out var message);
            return ours.TryDecrypt(message, out var read, out _, out var failure) ? read.Length : throw new InvalidOperationException($"Refused: {failure}");
        }

        int Theirs()
        {
            if (theirNext == messages.Length)
            {
                theirs.Dispose();
                (theirs, theirNext) = (LibolmInboundGroup.Create(key), 0);
            }

            return theirs.DecryptBase64(encoded[theirNext++], out _)?.Length ?? throw new InvalidOperationException("libolm refused.");
        }
    }

    // Both ends: session and first message at one, session and plaintext at the other.
    private static double Setup(Vodozemac vodozemac, int rounds)
    {
        using var anne = Curve25519SecretKey.Generate();
        using var paul = Curve25519SecretKey.Generate();
        using var oneTimeKey = Curve25519SecretKey.Generate();
        using var theirAnne = new LibolmAccount();
        using var theirPaul = new LibolmAccount();
        var theirOneTimeKey = theirPaul.NewOneTimeKey();
        return Compare("Olm session set-up", Ours, Theirs, () => vodozemac.Measure("set-up"), rounds);

        int Ours()
        {
            using var begun = OlmSession.CreateOutbound(anne, paul.PublicKey, oneTimeKey.PublicKey);
            var text = UnpaddedBase64.EncodePublic(begun.Encrypt("bonjour"u8).Body);
            UnpaddedBase64.TryDecodePublic(text, out var message);
            if (!OlmSession.TryCreateInbound(paul, _ => oneTimeKey, anne.PublicKey, message, out var accepted, out var read, out var failure))
                throw new InvalidOperationException($"Refused: {failure}");
            accepted.Dispose();
            return read.Length;
        }

        int Theirs()
        {
            using var begun = theirAnne.Begin(theirPaul.IdentityKey, theirOneTimeKey);
            var message = begun.Encrypt("bonjour"u8);
            using var accepted = theirPaul.Accept(message.Body);
            return accepted.Decrypt(message)?.Length ?? throw new InvalidOperationException("libolm refused.");
        }
    }

    private static double Compare(string name, Func<int> ours, Func<int> theirs, Func<double?> vodozemac, int rounds)
    {
        Measure(ours);
        Measure(theirs);
        var (our, their, third) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            our.Add(Measure(ours));
            their.Add(Measure(theirs));
            if (vodozemac() is { } microseconds) third.Add(microseconds);
        }

        var (a, b) = (Median(our), Median(their));
        var allocated = Allocated(ours);
        Console.WriteLine($"{name,-22} {a,7:F1} us, libolm {b,7:F1} us, ratio {b / a:F2}; {allocated} bytes allocated");
        if (third.Count > 0) Console.WriteLine($"{"",-22} vodozemac {Median(third):F1} us, ours takes {a / Median(third):F2} times that");
        return b / a;
    }

    private static double Measure(Func<int> step)
    {
        var watch = Stopwatch.StartNew();
        var count = 0;
        for (; watch.Elapsed < Slice; count++) step();
        return watch.Elapsed.TotalMicroseconds / count;
    }

    private static long Allocated(Func<int> step)
    {
        const int count = 1000;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < count; i++) step();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / count;
    }

    private static MegolmInboundSession Inbound(byte[] key) =>
        MegolmInboundSession.TryCreate(key, out var session, out var failure) ? session : throw new InvalidOperationException($"Refused: {failure}");

    private static MegolmInboundSession Replace(MegolmInboundSession used, byte[] key)
    {
        used.Dispose();
        return Inbound(key);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
