using RupnBot.Matrix;
using RupnBot.Polls.Privacy;

namespace RupnBot.Tests.Polls.Privacy;

public sealed class VoterPseudonymTests
{
    private static readonly UserId Anne = new("@anne:hs");

    [Fact]
    public void A_pseudonym_is_the_first_16_bytes_of_the_hmac_in_base64url()
    {
        using var pseudonym = new VoterPseudonym(Key());
        // Checked against another implementation: HMAC-SHA-256(key 00…1f, "4:poll@anne:hs").
        Assert.Equal("3D9DjtFpq8KdojCUqfraGg", pseudonym.Of("poll", Anne));
        Assert.Equal(VoterPseudonym.Length, pseudonym.Of("poll", Anne).Length);
    }

    [Fact]
    public void One_person_has_unrelated_pseudonyms_in_two_polls()
    {
        using var pseudonym = new VoterPseudonym(Key());
        Assert.NotEqual(pseudonym.Of("poll1", Anne), pseudonym.Of("poll2", Anne));
    }

    [Fact]
    public void Two_people_differ_in_one_poll()
    {
        using var pseudonym = new VoterPseudonym(Key());
        Assert.NotEqual(pseudonym.Of("poll", Anne), pseudonym.Of("poll", new UserId("@anna:hs")));
    }

    [Fact]
    public void The_border_between_poll_and_voter_cannot_be_moved()
    {
        using var pseudonym = new VoterPseudonym(Key());
        Assert.NotEqual(pseudonym.Of("p@x", new UserId("@anne:hs")), pseudonym.Of("p", new UserId("@x@anne:hs")));
    }

    [Fact]
    public void Another_key_gives_another_pseudonym()
    {
        using var one = new VoterPseudonym(Key());
        using var other = new VoterPseudonym([.. Key().Reverse()]);
        Assert.NotEqual(one.Of("poll", Anne), other.Of("poll", Anne));
    }

    [Fact]
    public void The_key_is_zeroed_at_the_end()
    {
        var key = Key();
        new VoterPseudonym(key).Dispose();
        Assert.All(key, b => Assert.Equal(0, b));
    }

    private static byte[] Key() => [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
}
