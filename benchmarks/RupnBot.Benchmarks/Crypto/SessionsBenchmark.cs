using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using RupnBot.Crypto;
using RupnBot.Crypto.Tests.Oracle;
using RupnBot.Matrix;
using RupnBot.Storage;
using RupnBot.Storage.Crypto;

namespace RupnBot.Benchmarks.Crypto;

/// <summary>
/// Inbound Megolm sessions loaded from SQLite one by one, as messages of many rooms ask for them, from the row to a session that can decrypt: our
/// store, sealed columns and all, beside libolm's pickles in a table of their own, found through the same SQLite library.
/// </summary>
internal static class SessionsBenchmark
{
    public static async Task RunAsync(int count, int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("rupnbot-bench-");
        try
        {
            var options = new DbContextOptionsBuilder<BotDbContext>().UseSqlite($"Data Source={Path.Combine(folder.FullName, "ours.db")}").Options;
            await using var context = new BotDbContext(options);
            await context.Database.MigrateAsync();
            using var sealer = new StateSealer(RandomNumberGenerator.GetBytes(32));
            var store = new SqliteCryptoStore(context, sealer);
            await using var pickles = new Pickles(Path.Combine(folder.FullName, "theirs.db"));
            var names = await FillAsync(context, store, pickles, count);

            var (ours, theirs) = (new List<double>(), new List<double>());
            for (var round = 0; round <= rounds; round++)
            {
                var our = await OursAsync(store, names);
                var their = Theirs(pickles, names);
                // The first is to warm up.
                if (round == 0) continue;
                ours.Add(our);
                theirs.Add(their);
            }

            var (a, b) = (ours.Order().ElementAt(rounds / 2), theirs.Order().ElementAt(rounds / 2));
            Console.WriteLine($"{count} inbound sessions from SQLite: {a:F0} ms, libolm {b:F0} ms, ratio {b / a:F2} (goal >= 2)");
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static async Task<List<(RoomId Room, string Session)>> FillAsync(BotDbContext context, SqliteCryptoStore store, Pickles pickles, int count)
    {
        var names = new List<(RoomId Room, string Session)>(count);
        var changes = new CryptoChanges();
        await using var transaction = await context.Database.BeginTransactionAsync();
        using var theirs = pickles.Begin();
        for (var i = 0; i < count; i++)
        {
            using var sender = MegolmOutboundSession.Create();
            var key = sender.SessionKey();
            if (!MegolmInboundSession.TryCreate(key, out var session, out var failure)) throw new InvalidOperationException($"Refused: {failure}");
            var room = new RoomId($"!{i % 1000:D18}:rupn.test");
            changes.InboundSessions[(room, session.SessionId)] = new InboundSessionRecord(room, session.SessionId)
            {
                State = session.Export(),
                SenderKey = session.SessionId,
                Owner = new UserId("@anne:rupn.test"),
                ReceivedAt = DateTimeOffset.UnixEpoch,
            };
            session.Dispose();
            using var libolm = LibolmInboundGroup.Create(key);
            pickles.Add(room, sender.SessionId, libolm);
            names.Add((room, sender.SessionId));
        }

        await store.SaveAsync(changes, CancellationToken.None);
        await transaction.CommitAsync();
        await theirs.CommitAsync();
        Random.Shared.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(names));
        return names;
    }

    private static async Task<double> OursAsync(SqliteCryptoStore store, List<(RoomId Room, string Session)> names)
    {
        var watch = Stopwatch.StartNew();
        foreach (var (room, name) in names)
        {
            var record = await store.InboundSessionAsync(room, name, CancellationToken.None) ?? throw new InvalidOperationException("A session is missing.");
            using var session = MegolmInboundSession.Import(record.State);
        }

        return watch.Elapsed.TotalMilliseconds;
    }

    private static double Theirs(Pickles pickles, List<(RoomId Room, string Session)> names)
    {
        var watch = Stopwatch.StartNew();
        foreach (var (room, name) in names)
        {
            using var session = pickles.Load(room, name);
        }

        return watch.Elapsed.TotalMilliseconds;
    }

    /// <summary>What a bot on libolm would do: a row a session, its pickle encrypted under the store's key.</summary>
    private sealed class Pickles : IAsyncDisposable
    {
        private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
        private readonly SqliteConnection _connection;
        private readonly SqliteCommand _load;

        public Pickles(string path)
        {
            _connection = new SqliteConnection($"Data Source={path}");
            _connection.Open();
            using var create = _connection.CreateCommand();
            create.CommandText = "PRAGMA journal_mode = WAL; CREATE TABLE sessions (room TEXT, session TEXT, pickle BLOB, PRIMARY KEY (room, session)) WITHOUT ROWID";
            create.ExecuteNonQuery();
            _load = _connection.CreateCommand();
            _load.CommandText = "SELECT pickle FROM sessions WHERE room = $room AND session = $session";
            _load.Parameters.Add(new SqliteParameter { ParameterName = "$room" });
            _load.Parameters.Add(new SqliteParameter { ParameterName = "$session" });
        }

        public SqliteTransaction Begin() => _connection.BeginTransaction();

        public void Add(RoomId room, string name, LibolmInboundGroup session)
        {
            using var insert = _connection.CreateCommand();
            insert.CommandText = "INSERT INTO sessions VALUES ($room, $session, $pickle)";
            insert.Parameters.AddWithValue("$room", room.Value);
            insert.Parameters.AddWithValue("$session", name);
            insert.Parameters.AddWithValue("$pickle", session.Pickle(_key));
            insert.ExecuteNonQuery();
        }

        public LibolmInboundGroup Load(RoomId room, string name)
        {
            _load.Parameters[0].Value = room.Value;
            _load.Parameters[1].Value = name;
            using var reader = _load.ExecuteReader();
            if (!reader.Read()) throw new InvalidOperationException("A pickle is missing.");
            return LibolmInboundGroup.Unpickle(reader.GetFieldValue<byte[]>(0), _key);
        }

        public async ValueTask DisposeAsync()
        {
            await _load.DisposeAsync();
            await _connection.DisposeAsync();
        }
    }
}
