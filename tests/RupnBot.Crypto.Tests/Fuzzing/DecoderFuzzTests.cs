using System.Diagnostics;
using System.Globalization;

namespace RupnBot.Crypto.Tests.Fuzzing;

/// <summary>
/// Every decoder against changed inputs: nothing is thrown but what is documented, nothing takes long, and what is accepted is what was meant.
/// RUPNBOT_FUZZ gives the number of inputs of a longer run.
/// </summary>
public sealed class DecoderFuzzTests
{
    private const int Inputs = 20_000;

    // A machine may be busy; a loop that does not end takes longer on any.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Fact]
    public void Bad_inputs_are_refused_by_name_and_at_once()
    {
        var wanted = Environment.GetEnvironmentVariable("RUPNBOT_FUZZ") is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : Inputs;
        using var decoders = new Decoders();
        var mutator = new Mutator(new Random(20261124));
        var all = decoders.All;
        foreach (var decoder in all)
        {
            Assert.All(decoder.Seeds, seed => Assert.True(decoder.Accepts(seed), $"{decoder.Name} refuses what it should accept"));
            Assert.All(decoder.Refused, seed => Assert.False(decoder.Accepts(seed), $"{decoder.Name} accepts what it should refuse"));
        }

        decoders.Refusals.Clear();
        var accepted = new int[all.Count];
        for (var i = 0; i < wanted; i++)
        {
            var decoder = all[i % all.Count];
            var input = mutator.Next(decoder.Bases);
            if (Try(decoder, input)) accepted[i % all.Count]++;
        }

        // The changes reach past the outermost checks, to every one there is.
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ", decoders.Refusals.Select(pair => $"{pair.Key} {pair.Value}")) + "; " + string.Join(" ", accepted));
        Assert.All(
            [
                CryptoFailure.BadFormat, CryptoFailure.WrongVersion, CryptoFailure.BadMac, CryptoFailure.BadSignature, CryptoFailure.LowOrderPoint,
                CryptoFailure.UnknownOneTimeKey, CryptoFailure.SenderMismatch, CryptoFailure.TooFarAhead, CryptoFailure.AlreadyReceived,
            ],
            reason => Assert.True(decoders.Refusals.GetValueOrDefault(reason) > 0, $"nothing was refused for {reason}"));

        // Most inputs are bad, or nothing was tried.
        for (var i = 0; i < all.Count; i++)
            Assert.True(accepted[i] < wanted / all.Count * all[i].MayAccept, $"{all[i].Name} accepted {accepted[i]} of {wanted / all.Count}");
    }

    private static bool Try(Decoder decoder, byte[] input)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            var accepted = decoder.Accepts(input);
            Assert.True(watch.Elapsed < Limit, $"{decoder.Name} took {watch.Elapsed}");
            return accepted;
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"{decoder.Name} on {Convert.ToHexString(input)}: {exception.Message}", exception);
        }
    }
}
