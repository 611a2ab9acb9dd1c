using System.Runtime.CompilerServices;

namespace RupnBot.Crypto.Tests.Primitives;

public sealed class ConstantTimeTests
{
    // A comparison that stops at the first difference tells, message by message, how much of a forged code is right.
    [Fact]
    public void Only_public_things_are_compared_in_varying_time()
    {
        string[] varying = ["SequenceEqual", "SequenceCompareTo", "StructuralComparisons", "Enumerable.Equals"];
        var files = Directory.GetFiles(Sources(), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Contains("obj"))
            .Where(file => varying.Any(File.ReadAllText(file).Contains))
            .Select(Path.GetFileNameWithoutExtension);
        Assert.Equal(["CanonicalJson", "Curve25519PublicKey", "Ed25519PublicKey"], files.Order());
    }

    [Theory]
    [InlineData("Primitives/MessageCipher.cs")]
    [InlineData("Megolm/MegolmInboundSession.cs")]
    [InlineData("Backup/BackupKey.cs")]
    [InlineData("Identity/SecretStorage.cs")]
    [InlineData("Identity/SecretVault.cs")]
    [InlineData("Attachments/AttachmentCipher.cs")]
    public void Message_codes_and_ratchets_are_compared_in_constant_time(string file) =>
        Assert.Contains("CryptographicOperations.FixedTimeEquals", File.ReadAllText(Path.Combine(Sources(), file)), StringComparison.Ordinal);

    private static string Sources([CallerFilePath] string self = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(self)!, "../../../src/RupnBot.Crypto"));
}
