using RupnBot.Demo.Colleagues.Encryption;
using RupnBot.EndToEndTests.Bench.Encryption;

namespace RupnBot.EndToEndTests.Encryption;

/// <summary>Who comes, goes, changes the device or trusts few: the bot's keys reach whom they should, and nobody else.</summary>
public sealed class EncryptedMembersTests(EncryptedStage stage) : IClassFixture<EncryptedStage>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_colleague_who_trusts_only_signed_devices_and_the_bot_read_each_other()
    {
        var salon = await stage.OpenSalonAsync(Token);
        var strict = await stage.LogInAsync("Sophie Lambert", Token);
        await strict.TrustOnlySignedDevicesAsync(Token);
        await stage.Anne.InviteAsync(salon, strict.UserId, Token);
        await strict.JoinAsync(salon, Token);
        await strict.WaitForMemberAsync(salon, stage.Bot.UserId, Token);

        var answer = await stage.Bot.AskAsync(strict, salon, "!aide statut", Token);

        Assert.Equal("m.notice", answer.MessageType);
        Assert.True(Assert.Single(await strict.DevicesOfAsync(stage.Bot.UserId, Token)).Value);
        Assert.Null((await strict.ReadAsync(salon, Token)).Single(item => item.EventId == answer.EventId).Shield);
    }

    [Fact]
    public async Task A_colleague_who_logs_in_anew_reads_what_comes_after_and_is_read()
    {
        var salon = await stage.OpenSalonAsync(Token);
        await stage.Bot.AskAsync(stage.Karim, salon, "!aide statut", Token);

        await using var again = await EncryptedColleague.LogInAsync(stage.Karim.Account, Token, CrossSigning.None);
        await again.WaitForMemberAsync(salon, stage.Bot.UserId, Token);

        Assert.Equal("m.notice", (await stage.Bot.AskAsync(again, salon, "!aide statut", Token)).MessageType);
    }

    [Fact]
    public async Task A_member_who_left_cannot_decrypt_what_the_bot_says_later()
    {
        var salon = await stage.OpenSalonAsync(Token);
        var leaver = await stage.LogInAsync("Marc Dubois", Token);
        await stage.Anne.InviteAsync(salon, leaver.UserId, Token);
        await leaver.JoinAsync(salon, Token);
        await leaver.WaitForMemberAsync(salon, stage.Bot.UserId, Token);
        var before = await stage.Bot.AskAsync(leaver, salon, "!aide statut", Token);
        await leaver.LeaveAsync(salon, Token);
        await stage.Anne.WaitForMemberAsync(salon, leaver.UserId, Token, present: false);

        var after = await stage.Bot.AskAsync(stage.Anne, salon, "!aide statut", Token);

        var wire = await stage.Anne.Account.ReadAsync(salon, Token);
        Assert.Null(await leaver.TryDecryptAsync(salon, wire.Single(item => item.EventId == before.EventId), Token));
        Assert.Equal(
            "MEGOLM_UNKNOWN_INBOUND_SESSION_ID",
            await leaver.TryDecryptAsync(salon, wire.Single(item => item.EventId == after.EventId), Token));
    }

    [Fact]
    public async Task Who_joins_later_reads_what_comes_after_and_not_what_was_said_before()
    {
        var salon = await stage.OpenSalonAsync(Token);
        var before = await stage.Bot.AskAsync(stage.Anne, salon, "!aide statut", Token);
        var late = await stage.LogInAsync("Hugo Lambert", Token);
        await stage.Anne.InviteAsync(salon, late.UserId, Token);
        await late.JoinAsync(salon, Token);
        await late.WaitForMemberAsync(salon, stage.Bot.UserId, Token);

        await stage.Bot.AskAsync(late, salon, "!aide statut", Token);

        var wire = await stage.Anne.Account.ReadAsync(salon, Token);
        Assert.NotNull(await late.TryDecryptAsync(salon, wire.Single(item => item.EventId == before.EventId), Token));
    }
}
