using System.Runtime.Versioning;
using RupnBot.Matrix;
using RupnBot.Polls.Privacy;

namespace RupnBot.Tests.Polls.Privacy;

[UnsupportedOSPlatform("windows")]
public sealed class VoterKeyFileTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _directory = Directory.CreateTempSubdirectory("rupnbot-key-").FullName;

    private string KeyPath => Path.Combine(_directory, "voters.key");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void A_new_key_has_32_bytes_and_belongs_to_its_owner_alone()
    {
        VoterKeyFile.LoadOrCreate(KeyPath).Dispose();
        Assert.Equal(32, new FileInfo(KeyPath).Length);
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(KeyPath));
        Assert.Equal([KeyPath], Directory.GetFiles(_directory));
    }

    [Fact]
    public void The_key_is_kept_from_one_start_to_the_next() => Assert.Equal(PseudonymAfterStart(), PseudonymAfterStart());

    [Fact]
    public void Each_installation_has_its_own_key()
    {
        var first = PseudonymAfterStart();
        File.Delete(KeyPath);
        Assert.NotEqual(first, PseudonymAfterStart());
    }

    [Fact]
    public async Task Starts_at_the_same_moment_end_up_with_one_key()
    {
        var starts = Enumerable.Range(0, 16).Select(_ => Task.Run(PseudonymAfterStart, TestContext.Current.CancellationToken));
        Assert.Single((await Task.WhenAll(starts)).Distinct());
        Assert.Equal([KeyPath], Directory.GetFiles(_directory));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void A_key_open_to_others_is_refused(UnixFileMode right)
    {
        VoterKeyFile.LoadOrCreate(KeyPath).Dispose();
        File.SetUnixFileMode(KeyPath, OwnerOnly | right);
        AssertRefused(VoterKeyFault.ReadableByOthers, "chmod 600");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void A_key_of_another_length_is_refused_and_left_as_it_is(int length)
    {
        File.WriteAllBytes(KeyPath, new byte[length]);
        File.SetUnixFileMode(KeyPath, OwnerOnly);
        AssertRefused(VoterKeyFault.WrongLength, KeyPath);
        Assert.Equal(length, new FileInfo(KeyPath).Length);
    }

    [Fact]
    public void A_directory_in_its_place_is_refused()
    {
        Directory.CreateDirectory(KeyPath);
        AssertRefused(VoterKeyFault.Inaccessible, KeyPath);
    }

    [Fact]
    public void A_directory_that_does_not_exist_is_named()
    {
        var path = Path.Combine(_directory, "absent", "voters.key");
        Assert.Contains(path, Assert.Throws<VoterKeyException>(() => VoterKeyFile.LoadOrCreate(path)).Message, StringComparison.Ordinal);
    }

    private void AssertRefused(VoterKeyFault fault, string hint)
    {
        var refusal = Assert.Throws<VoterKeyException>(() => VoterKeyFile.LoadOrCreate(KeyPath));
        Assert.Equal(fault, refusal.Fault);
        Assert.Contains(hint, refusal.Message, StringComparison.Ordinal);
    }

    private string PseudonymAfterStart()
    {
        using var pseudonym = VoterKeyFile.LoadOrCreate(KeyPath);
        return pseudonym.Of("poll", new UserId("@anne:hs"));
    }
}
