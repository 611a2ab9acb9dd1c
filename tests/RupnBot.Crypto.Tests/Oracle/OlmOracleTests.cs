using System.Text;

namespace RupnBot.Crypto.Tests.Oracle;

public sealed class OlmOracleTests
{
    private const int Messages = 10_000;

    [Fact]
    public void The_oracle_is_the_libolm_it_should_be()
    {
        Libolm.Version(out var major, out var minor, out _);
        Assert.Equal((3, 2), (major, minor));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Either_side_may_begin_and_both_name_the_session_alike(bool weBegin)
    {
        using var pair = new OlmPair(weBegin);
        Assert.Equal(pair.Theirs.Id, pair.Ours.SessionId);
        Assert.Equal("re", Encoding.UTF8.GetString(pair.Theirs.Decrypt(pair.Ours.Encrypt("re"u8))!));
        Assert.True(pair.Ours.TryDecrypt(OlmMessageType.Normal, pair.Theirs.Encrypt("encore"u8).Body, out var plaintext, out _) || weBegin);
        Assert.True(weBegin || Encoding.UTF8.GetString(plaintext) == "encore");
    }

    // Both refuse and accept the same, message by message: lost, late, twice and changed ones, on ever new sessions begun by either.
    [Fact]
    public void Ten_thousand_messages_go_both_ways_as_they_would_between_two_of_libolm()
    {
        var random = new Random(20261123);
        using var network = new OlmNetwork(random);
        for (var sent = 0; sent < Messages; sent++) network.Step();
        network.Finish();
        Assert.True(network.Received > Messages * 0.99, $"only {network.Received} were received");
        Assert.True(network.TooLateForUs <= 2 && network.TooLateForThem <= 2, $"{network.TooLateForUs} and {network.TooLateForThem} came too late");
        Assert.True(network.Late > 500, $"only {network.Late} came late");
        Assert.True(network.Lost > 500, $"only {network.Lost} were lost");
        Assert.True(network.Refused > 500, $"only {network.Refused} were refused");
        Assert.True(network.Sessions > 50, $"only {network.Sessions} sessions");
    }
}
