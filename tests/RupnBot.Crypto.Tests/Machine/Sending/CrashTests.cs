using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using RupnBot.Matrix;

namespace RupnBot.Crypto.Tests.Machine.Sending;

/// <summary>
/// The process dies between any two lines: before a step is saved, before its requests are sent, before their answers are noted. Nothing is
/// lost, and no ratchet position ever carries two messages, as the wire shows.
/// </summary>
public sealed class CrashTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
    private readonly KeyServer _server = new();
    private readonly WireLog _wire = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Dying_anywhere_loses_no_message_and_reuses_no_ratchet(int seed)
    {
        var random = new Random(seed);
        bool Dies() => random.Next(4) == 0;
        var (bot, colleagues) = await StartAsync();
        RoomEncryption[] salons = [.. Enumerable.Range(0, 3).Select(i => SharingTests.Salon([bot, .. colleagues]) with { Room = new RoomId($"!s{i}:tchap.test"), RotationMessages = 7 })];
        var outbox = new Queue<(RoomEncryption Salon, string Text, byte[] Content)>();
        var delivered = new List<(RoomEncryption Salon, string Text, byte[] Content)>();
        for (var number = 0; number < 60;)
        {
            bot.Restart();
            if (random.Next(12) == 0) await bot.SaveAsync(step => bot.Machine.InvalidateAsync(step, salons[random.Next(3)].Room, Ct));
            if (!await PrepareOrDieAsync(bot, salons, Dies)) continue;

            // As in the bot: the ratchet and the ciphertext in one transaction, then sent until it is known to have arrived.
            var salon = salons[random.Next(3)];
            using var step = new CryptoStep(bot.Store);
            if (await bot.Machine.EncryptAsync(step, salon, "m.room.message", JsonSerializer.SerializeToElement(new { body = $"m{number}" }), Ct) is { } content)
            {
                if (Dies()) continue;
                await step.SaveAsync(Ct);
                outbox.Enqueue((salon, $"m{number}", content));
                number++;
            }

            while (outbox.TryPeek(out var message) && !Dies())
            {
                _wire.Add(message.Content);
                if (Dies()) continue;
                delivered.Add(outbox.Dequeue());
            }
        }

        delivered.AddRange(outbox);
        Assert.Empty(_wire.Reused);
        foreach (var colleague in colleagues)
        {
            await colleague.ReceiveAsync();
            foreach (var (salon, text, content) in delivered) Assert.Equal(text, await colleague.ReadAsync(salon.Room, bot.User, content));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_restored_copy_reuses_ratchets_unless_sending_sessions_are_dropped(bool areDropped)
    {
        var (bot, colleagues) = await StartAsync();
        var salon = SharingTests.Salon([bot, .. colleagues]);
        await bot.PrepareAsync(salon);
        var copy = bot.Journal.Count;
        await WriteAsync(bot, salon, "avant");

        await bot.RestoreAsync(copy);
        if (areDropped) await bot.SaveAsync(async step => await CryptoMachine.DropSendingSessionsAsync(step));
        await WriteAsync(bot, salon, "apres");

        Assert.Equal(!areDropped, _wire.Reused.Any(position => position.StartsWith("megolm", StringComparison.Ordinal)));
        Assert.Equal(!areDropped, _wire.Reused.Any(position => position.StartsWith("olm", StringComparison.Ordinal)));
    }

    private async Task<(Party Bot, List<Party> Colleagues)> StartAsync()
    {
        var bot = await Party.StartAsync(_server, _clock, "@bot:tchap.test");
        var colleagues = new List<Party>();
        for (var i = 0; i < 3; i++) colleagues.Add(await Party.StartAsync(_server, _clock, $"@c{i}:tchap.test"));
        _server.Refuse = request =>
        {
            _wire.Add(request);
            return null;
        };
        return (bot, colleagues);
    }

    // A message in the room there is, and the key of another one.
    private async Task WriteAsync(Party bot, RoomEncryption salon, string text)
    {
        await bot.PrepareAsync(salon, salon with { Room = new RoomId("!autre:tchap.test") });
        _wire.Add((await bot.EncryptAsync(salon, text))!);
    }

    // One round of preparing; false when the process died in it.
    private async Task<bool> PrepareOrDieAsync(Party bot, RoomEncryption[] salons, Func<bool> dies)
    {
        while (true)
        {
            using var step = new CryptoStep(bot.Store);
            var preparation = await bot.Machine.PrepareAsync(step, salons, Ct);
            if (dies()) return false;
            await step.SaveAsync(Ct);
            if (preparation.Requests.Count == 0) return true;
            foreach (var request in preparation.Requests)
            {
                if (dies()) return false;
                var (answer, _) = _server.Handle(bot.User, bot.Device, request);
                if (dies()) return false;
                await bot.SaveAsync(other => bot.Machine.MarkSentAsync(other, request, answer, Ct));
            }
        }
    }
}
