using RupnBot.Crypto;
using RupnBot.Crypto.Tests.Bench;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Bot.Encryption;

/// <summary>Someone who shows another identity commands nothing until an administrator has agreed to it.</summary>
public sealed class ChangedIdentityTests
{
    [Fact]
    public async Task What_only_a_referent_may_do_rests_until_an_administrator_agrees()
    {
        await using var bench = await EncryptedBench.StartAsync(settings: new Dictionary<string, string?> { ["Bot:Administrators:0"] = "@lise:rupn.test" });
        using var anne = MegolmOutboundSession.Create();
        using var lise = MegolmOutboundSession.Create();
        bench.SignWith(new HandMadeIdentity(bench.Server, bench.Anne.User), bench.Anne);
        await bench.LearnDevicesAsync();
        await bench.ShareAsync(bench.Anne, anne);
        await bench.ShareAsync(bench.Lise, lise);
        await bench.SayAsync(bench.Anne, anne, "!pause");
        Assert.DoesNotContain("identité de chiffrement", await LastAsync(bench), StringComparison.Ordinal);

        bench.SignWith(new HandMadeIdentity(bench.Server, bench.Anne.User), bench.Anne);
        await bench.LearnDevicesAsync();
        await bench.SayAsync(bench.Anne, anne, "!pause");
        Assert.Contains("votre identité de chiffrement a changé", await LastAsync(bench), StringComparison.Ordinal);

        // What everybody may do goes on, and she cannot vouch for herself.
        await bench.SayAsync(bench.Anne, anne, "!statut");
        Assert.Contains("État", await LastAsync(bench), StringComparison.Ordinal);
        await bench.SayAsync(bench.Lise, lise, "!confiance @anne:rupn.test");
        await bench.SayAsync(bench.Anne, anne, "!pause");
        Assert.DoesNotContain("identité de chiffrement", await LastAsync(bench), StringComparison.Ordinal);
    }

    private static async Task<string> LastAsync(EncryptedBench bench) => (await bench.Bot.BodiesAsync(EncryptedBench.Salon))[^1];
}
