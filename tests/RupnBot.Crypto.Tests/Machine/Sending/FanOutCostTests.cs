using System.Diagnostics;
using System.Reflection;
using Microsoft.Extensions.Time.Testing;

namespace RupnBot.Crypto.Tests.Machine.Sending;

/// <summary>
/// Requests are what a digest to many salons costs: Tchap allows about one a second. Cold: one message a salon, as few to-device requests as
/// there can be, queries by 250, claims by the limit; warm: the messages and nothing else.
/// </summary>
public sealed class FanOutCostTests(SalonFixture fixture) : IClassFixture<SalonFixture>
{
    private const int Limit = 1000;

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
    private readonly KeyServer _server = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SalonFixture.MostRooms)]
    [InlineData(SalonFixture.Salons)]
    public async Task A_digest_to_all_salons_costs_no_more_requests_than_it_must(int mostRooms)
    {
        fixture.PublishOn(_server);
        var editor = await Party.StartAsync(_server, _clock, SalonFixture.User(0).Value, "DEV0");
        var bot = await Party.StartAsync(_server, _clock, "@bot:tchap.test");
        var rooms = SalonFixture.Rooms(bot.User, mostRooms);
        _server.Requests.Clear();

        var cold = await MeasureAsync("cold", () => bot.PrepareAsync(rooms));
        const int pairs = SalonFixture.Salons * SalonFixture.Members * 2;
        var sharing = Math.Max(mostRooms, (pairs + Limit - 1) / Limit);
        const int claims = (SalonFixture.Users * 2 + Limit - 1) / Limit;
        Assert.Equal(sharing, _server.Count(CryptoRequestKind.ToDevice));
        Assert.Equal(claims, _server.Count(CryptoRequestKind.KeysClaim));
        // The bot's own user is asked for, too.
        Assert.Equal((SalonFixture.Users + 1 + 249) / 250, _server.Count(CryptoRequestKind.KeysQuery));
        Assert.True(cold + SalonFixture.Salons <= 1.05 * (SalonFixture.Salons + sharing + ((SalonFixture.Users + 249) / 250) + claims));

        Assert.Equal(0, await MeasureAsync("warm", () => bot.PrepareAsync(rooms)));
        var sent = await MeasureAsync("messages", () => EncryptAllAsync(bot, rooms));
        Assert.Equal(0, await bot.PrepareAsync(rooms));
        Assert.Empty((await editor.ReceiveAsync()).Refused);
        foreach (var (room, content) in sent.Where(message => message.Room.Members.Contains(editor.User))) Assert.Equal("bonjour", await editor.ReadAsync(room.Room, bot.User, content));
    }

    [Fact]
    public async Task Preparing_asks_the_store_for_all_rooms_at_once()
    {
        fixture.PublishOn(_server);
        var bot = await Party.StartAsync(_server, _clock, "@bot:tchap.test");
        var rooms = SalonFixture.Rooms(bot.User, SalonFixture.MostRooms);
        await bot.PrepareAsync(rooms);
        await bot.SaveAsync(async step =>
        {
            foreach (var room in rooms) await bot.Machine.InvalidateAsync(step, room.Room, Ct);
        });

        var (cold, _) = await CountQueriesAsync(bot, rooms, isSaved: true);
        await bot.PrepareAsync(rooms);
        var (warm, ready) = await CountQueriesAsync(bot, rooms, isSaved: false);

        Assert.Equal(rooms.Length, ready);
        Assert.InRange(cold, 1, 10);
        Assert.InRange(warm, 1, 6);
    }

    private static async Task<List<(RoomEncryption Room, byte[] Content)>> EncryptAllAsync(Party bot, RoomEncryption[] rooms)
    {
        var sent = new List<(RoomEncryption, byte[])>();
        foreach (var room in rooms) sent.Add((room, (await bot.EncryptAsync(room))!));
        return sent;
    }

    private static async Task<(int Queries, int Ready)> CountQueriesAsync(Party bot, RoomEncryption[] rooms, bool isSaved)
    {
        var store = DispatchProxy.Create<ICryptoStore, CountingStore>();
        var counting = (CountingStore)(object)store;
        counting.Inner = bot.Store;
        using var step = new CryptoStep(store);
        var preparation = await bot.Machine.PrepareAsync(step, rooms, Ct);
        var queries = counting.Calls;
        if (isSaved) await step.SaveAsync(Ct);
        return (queries, preparation.Ready.Count);
    }

    private static async Task<T> MeasureAsync<T>(string what, Func<Task<T>> act)
    {
        var allocated = GC.GetTotalAllocatedBytes();
        var watch = Stopwatch.StartNew();
        var result = await act();
        TestContext.Current.TestOutputHelper?.WriteLine($"{what}: {watch.ElapsedMilliseconds} ms, {(GC.GetTotalAllocatedBytes() - allocated) / 1_000_000} MB allocated");
        return result;
    }

    /// <summary>Counts what is asked of a store.</summary>
    public class CountingStore : DispatchProxy
    {
        internal ICryptoStore Inner { get; set; } = null!;

        internal int Calls { get; private set; }

        /// <inheritdoc/>
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            Calls++;
            return targetMethod!.Invoke(Inner, args);
        }
    }
}
