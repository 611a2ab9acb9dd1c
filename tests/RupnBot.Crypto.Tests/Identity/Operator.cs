using Microsoft.Extensions.Time.Testing;
using RupnBot.Matrix;

namespace RupnBot.Crypto.Tests.Identity;

/// <summary>One device of the account with its database, and the file of the recovery key; driven as the doc comment of the plan says.</summary>
internal sealed class Operator(AccountServer server, string device = "RUPNBOT1", MemoryCryptoStore? store = null)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public MemoryCryptoStore Store { get; } = store ?? new MemoryCryptoStore();

    public string? File { get; set; }

    /// <summary>Actions left before the process dies; null: it lives.</summary>
    public int? Life { get; set; }

    public CryptoMachine Machine { get; } = new(AccountServer.User, new DeviceId(device), new CryptoOptions(), new FakeTimeProvider());

    public async Task<Operator> PublishAsync()
    {
        var step = new CryptoStep(Store);
        await Machine.EnsureAccountAsync(step, Token);
        server.Publish((await Machine.KeysUploadAsync(step, Token))!);
        await step.SaveAsync(Token);
        return this;
    }

    public async Task<IdentityPlan> PlanAsync(IdentitySnapshot? seen = null)
    {
        RecoveryKey? key = null;
        if (File is not null) Assert.True(RecoveryKey.TryParse(File, out key));
        var step = new CryptoStep(Store);
        await Machine.EnsureAccountAsync(step, Token);
        var plan = await Machine.PlanIdentityAsync(step, seen ?? server.Snapshot(), key, Token);
        await step.SaveAsync(Token);
        return plan;
    }

    public async Task<IdentityPlan> RunAsync()
    {
        for (var round = 0; ; round++)
        {
            var plan = await PlanAsync();
            if (plan.Actions.Count == 0) return plan;
            Assert.True(round < IdentityPlan.MaximumRounds, "It does not come to an end.");
            foreach (var action in plan.Actions)
            {
                if (Life is { } left && (Life = left - 1) < 0) throw new OperationCanceledException("killed");
                if (action is IdentityAction.WriteRecoveryKey write)
                {
                    Assert.Null(File);
                    File = write.Key.Format();
                }
                else server.Do(action);
            }
        }
    }

    public async Task<byte[]?> SecretAsync(string name) => await Store.SecretAsync(name, Token);

    public bool IsSigned()
    {
        var keys = AccountServer.Element(server.Devices[Machine.Device.Value]!);
        return Ed25519PublicKey.TryParse((string?)server.SelfSigning!["keys"]!.AsObject().Single().Value, out var key)
            && SignedJson.Verify(keys, AccountServer.User, "ed25519:" + key, key);
    }
}
