using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RupnBot.Bot.Encryption;
using RupnBot.Bot.Rooms;
using RupnBot.Configuration;
using RupnBot.Crypto;
using RupnBot.Crypto.Tests.Bench;
using RupnBot.Localization;
using RupnBot.Operations.Doctor;
using RupnBot.Operations.Encryption;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Operations.Encryption;

/// <summary>What <c>crypto status</c> and <c>doctor</c> tell the operator of the encryption.</summary>
public sealed class EncryptionReportTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Before_the_first_start_there_is_nothing_to_mend()
    {
        await using var bench = await BotBench.StartAsync();
        Assert.Equal([(true, "Chiffrement\u00a0: pas encore de clés\u00a0; elles se feront au premier démarrage.")], await LinesAsync(bench));
    }

    [Fact]
    public async Task A_published_device_is_told_with_its_keys_on_the_server_and_its_fingerprint()
    {
        await using var bench = await EncryptedBench.StartAsync();
        await StepAsync(bench.Bot, async step =>
        {
            step.Put((await step.AccountAsync(Ct))! with { ServerOneTimeKeys = 50 });
            return true;
        });
        Assert.Contains(await LinesAsync(bench.Bot), line => line.IsWell && line.Text.StartsWith("Chiffrement\u00a0: appareil BENCH publié (50 clés à usage unique sur le serveur)", StringComparison.Ordinal));
        await bench.LearnDevicesAsync();
        var own = await StepAsync(bench.Bot, async step => (await bench.Bot.Get<BotCrypto>().Machine.OwnKeysAsync(step, Ct)).Ed25519);
        Assert.Contains(await LinesAsync(bench.Bot), line => line.IsWell && line.Text.EndsWith($"empreinte {own}.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_device_whose_keys_the_server_lost_is_to_mend()
    {
        await using var bench = await EncryptedBench.StartAsync();
        await StepAsync(bench.Bot, async step =>
        {
            step.Put((await step.AccountAsync(Ct))! with { IsPublished = false });
            return true;
        });
        Assert.Contains(await LinesAsync(bench.Bot), line => !line.IsWell && line.Text.Contains("ne sont pas encore publiées", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_device_that_is_not_signed_and_a_missing_backup_are_to_mend_with_what_to_do()
    {
        await using var bench = await EncryptedBench.StartAsync();
        var toMend = (await LinesAsync(bench.Bot)).Where(line => !line.IsWell).ToList();
        Assert.Equal(2, toMend.Count);
        Assert.All(toMend, line => Assert.Contains("Matrix:RecoveryKeyFile", line.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_signed_device_and_a_backup_in_use_are_well()
    {
        await using var bench = await EncryptedBench.StartAsync();
        await bench.LearnDevicesAsync();
        await StepAsync(bench.Bot, async step =>
        {
            var own = (await step.DevicesAsync(BotBench.Robot, Ct)).Values.Single();
            await step.PutAsync(own with { IsCrossSigned = true }, Ct);
            step.Changes.Secrets["backup/key"] = new byte[32];
            step.Changes.Secrets["backup/version"] = "1"u8.ToArray();
            return true;
        });
        var lines = await LinesAsync(bench.Bot);
        Assert.Contains((true, "Identité\u00a0: l'appareil est signé par l'identité du robot."), lines);
        Assert.Contains(lines, line => line.IsWell && line.Text.StartsWith("Sauvegarde des clés\u00a0: en place", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_backup_that_another_client_replaced_is_none()
    {
        await using var bench = await EncryptedBench.StartAsync();
        await StepAsync(bench.Bot, step =>
        {
            step.Changes.Secrets["backup/key"] = new byte[32];
            step.Changes.Secrets["backup/version"] = [];
            return Task.FromResult(true);
        });
        Assert.Contains(await LinesAsync(bench.Bot), line => !line.IsWell && line.Text.StartsWith("Sauvegarde des clés\u00a0: aucune", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rooms_that_wait_for_keys_and_messages_that_wait_for_theirs_are_counted_with_the_reason()
    {
        await using var bench = await EncryptedBench.StartAsync();
        Assert.Contains((true, "Messages\u00a0: aucun n'attend sa clé."), await LinesAsync(bench.Bot));
        using var session = MegolmOutboundSession.Create();
        await bench.SayAsync(bench.Anne, session, "!statut");
        await bench.SayAsync(bench.Anne, session, "!statut");
        await bench.Bot.Database.WriteAsync(db => db.Set<Room>().ExecuteUpdateAsync(set => set.SetProperty(room => room.KeysWanted, true), Ct), Ct);

        var lines = await LinesAsync(bench.Bot);

        Assert.Contains((true, "Messages illisibles en attente de leur clé\u00a0: 2 (UnknownSession)."), lines);
        Assert.Contains(lines, line => line.Text.StartsWith("Salons chiffrés\u00a0: 1, dont 1 attendent des clés", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_shows_another_identity_is_to_be_confirmed()
    {
        await using var bench = await EncryptedBench.StartAsync();
        bench.SignWith(new HandMadeIdentity(bench.Server, bench.Anne.User), bench.Anne);
        await bench.LearnDevicesAsync();
        Assert.DoesNotContain(await LinesAsync(bench.Bot), line => line.Text.Contains("confiance", StringComparison.Ordinal));
        bench.SignWith(new HandMadeIdentity(bench.Server, bench.Anne.User), bench.Anne);
        await bench.LearnDevicesAsync();
        Assert.Contains(await LinesAsync(bench.Bot), line => !line.IsWell && line.Text.Contains("confiance @nom:serveur", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_doctor_misses_the_files_without_which_keys_are_lost()
    {
        await using var bench = await EncryptedBench.StartAsync();
        var storage = bench.Bot.Get<IOptions<StorageOptions>>();
        var check = ActivatorUtilities.CreateInstance<EncryptionCheck>(bench.Bot.Services);
        Assert.Contains(await check.RunAsync(Ct), finding => !finding.IsWell && finding.Text.Contains(storage.Value.RecoveryKeyFile, StringComparison.Ordinal));
        Assert.DoesNotContain(await check.RunAsync(Ct), finding => finding.Text.Contains(storage.Value.CryptoKeyFile, StringComparison.Ordinal));

        File.Move(storage.Value.CryptoKeyFile, storage.Value.CryptoKeyFile + ".away");
        await File.WriteAllTextAsync(storage.Value.RecoveryKeyFile, "key", Ct);
        Assert.Contains(await check.RunAsync(Ct), finding => !finding.IsWell && finding.Text.Contains(storage.Value.CryptoKeyFile, StringComparison.Ordinal));
        Assert.DoesNotContain(await check.RunAsync(Ct), finding => finding.Text.Contains(storage.Value.RecoveryKeyFile, StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<(bool IsWell, string Text)>> LinesAsync(BotBench bench)
    {
        var report = await bench.Database.ReadAsync(db => EncryptionReport.ReadAsync(db, Ct), Ct);
        return [.. report.ToFindings(bench.Get<Texts>()).Select(finding => (finding.IsWell, finding.Text))];
    }

    private static Task<T> StepAsync<T>(BotBench bench, Func<CryptoStep, Task<T>> change) => bench.Get<BotCrypto>().StepAsync(bench.Database, change, Ct);
}
