using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using RupnBot.Crypto;

namespace RupnBot.Tests.Surveys.Confidentiality;

/// <summary>
/// What somebody reads who has the bot's whole folder: the bytes of the database page by page, free ones and those in the log included, and with
/// the keys beside it all that is sealed or in cipher there.
/// </summary>
internal sealed partial class RawDatabase
{
    private const int WalHeader = 32;
    private const int FrameHeader = 24;

    private readonly List<byte[]> _pages = [];

    private RawDatabase()
    {
    }

    /// <summary>Bytes in the log: older states of the pages.</summary>
    public long LogBytes { get; private init; }

    /// <summary>What could be opened with the keys: rows that were sealed, and messages that stood somewhere in cipher.</summary>
    public List<string> Opened { get; } = [];

    /// <summary>How many rows were sealed, and how many ciphertexts lay in the pages.</summary>
    public (int Sealed, int Ciphertexts) Tried { get; private set; }

    public static RawDatabase Read(string folder)
    {
        var file = Bytes(Path.Combine(folder, "rupnbot.db"));
        var log = Bytes(Path.Combine(folder, "rupnbot.db-wal"));
        var raw = new RawDatabase { LogBytes = log.Length };
        var size = BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(16)) is var stored && stored == 1 ? 65536 : stored;
        for (var at = 0; at < file.Length; at += size) raw._pages.Add(file[at..Math.Min(at + size, file.Length)]);
        for (var at = WalHeader; at + FrameHeader < log.Length; at += FrameHeader + size) raw._pages.Add(log[(at + FrameHeader)..Math.Min(at + FrameHeader + size, log.Length)]);
        raw._pages.Add(Bytes(Path.Combine(folder, "rupnbot.db-shm")));
        raw.Open(folder);
        return raw;
    }

    /// <summary>The pages in which these words stand anywhere.</summary>
    public IReadOnlyList<byte[]> PagesWith(string words) => _pages.FindAll(page => Has(page, words));

    /// <summary>Those of the names that stand in one page with the words: what links them.</summary>
    public IReadOnlyList<string> NamesBeside(string words, IEnumerable<string> names)
    {
        var pages = PagesWith(words);
        return [.. names.Where(name => pages.Any(page => Has(page, name)))];
    }

    private static bool Has(byte[] page, string words) => page.AsSpan().IndexOf(Encoding.UTF8.GetBytes(words)) >= 0;

    private void Open(string folder)
    {
        using var sealer = new StateSealer(File.ReadAllBytes(Path.Combine(folder, "crypto.key")));
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "rupnbot.db")};Pooling=False");
        connection.Open();
        var sealedRows = 0;
        var sessions = new List<MegolmInboundSession>();
        foreach (var (sql, identity) in new[]
        {
            ("SELECT State, 'account' FROM crypto_account", ""), ("SELECT State, 'olm:' || SenderKey || ':' || SessionId FROM crypto_olm_sessions", ""),
            ("SELECT State, 'outbound:' || RoomId || ':' || SessionId FROM crypto_outbound_sessions", ""), ("SELECT Value, 'secret:' || Name FROM crypto_secrets", ""),
            ("SELECT State, 'inbound:' || RoomId || ':' || SessionId FROM crypto_inbound_sessions", "megolm"),
        })
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            using var rows = command.ExecuteReader();
            while (rows.Read())
            {
                sealedRows++;
                Assert.True(sealer.TryOpen((byte[])rows[0], rows.GetString(1), out var plain), rows.GetString(1));
                Opened.Add(Encoding.UTF8.GetString(plain));
                if (identity.Length > 0) sessions.Add(MegolmInboundSession.Import(plain));
            }
        }

        // In any page, and of rows that are longer than a page also as SQLite puts them together.
        var texts = _pages.Select(page => Encoding.Latin1.GetString(page)).ToList();
        foreach (var sql in new[] { "SELECT Ciphertext FROM outbox WHERE Ciphertext IS NOT NULL", "SELECT CAST(Json AS TEXT) FROM crypto_undecryptable" })
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            using var rows = command.ExecuteReader();
            while (rows.Read()) texts.Add(rows.GetString(0));
        }

        var ciphertexts = texts.SelectMany(text => Ciphertext().Matches(text).Select(match => match.Groups["cipher"].Value)).Distinct().ToList();
        foreach (var ciphertext in ciphertexts)
            if (UnpaddedBase64.TryDecode(ciphertext, out var message))
                foreach (var session in sessions)
                    if (session.TryDecrypt(message, out var plain, out _, out _)) Opened.Add(Encoding.UTF8.GetString(plain));
        sessions.ForEach(session => session.Dispose());
        Tried = (sealedRows, ciphertexts.Count);
    }

    private static byte[] Bytes(string path)
    {
        if (!File.Exists(path)) return [];
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    [GeneratedRegex("\"ciphertext\":\"(?<cipher>[A-Za-z0-9+/]{40,})\"", RegexOptions.CultureInvariant)]
    private static partial Regex Ciphertext();
}
