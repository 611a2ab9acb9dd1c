using RupnBot.Matrix;

namespace RupnBot.Crypto;

/// <summary>What this step has opened of the stored states: opening one costs more than using it. Belongs to the step, nobody else disposes it.</summary>
public sealed partial class CryptoStep : IDisposable
{
    private readonly Dictionary<(RoomId, string), (byte[] State, MegolmInboundSession Session)> _openInbound = [];
    private (byte[] State, OlmAccount Account)? _openAccount;

    /// <summary>Overwrites the secrets that were opened, and with a store on disk those that were read and saved. A step that is not disposed leaves it to the collector.</summary>
    public void Dispose()
    {
        foreach (var (_, session) in _openInbound.Values) session.Dispose();
        _openInbound.Clear();
        _openAccount?.Account.Dispose();
        _openAccount = null;
        // A store of this step's own overwrites what it read and wrote for it.
        (store as IDisposable)?.Dispose();
    }

    internal OlmAccount Open(AccountRecord record)
    {
        if (_openAccount is { } open && ReferenceEquals(open.State, record.State)) return open.Account;
        _openAccount?.Account.Dispose();
        var account = OlmAccount.Import(record.State);
        _openAccount = (record.State, account);
        return account;
    }

    /// <summary>Stores the account as it is now, and keeps it open.</summary>
    internal void Put(AccountRecord record, OlmAccount account)
    {
        var changed = record with { State = account.Export() };
        if (_openAccount is { } open && !ReferenceEquals(open.Account, account)) open.Account.Dispose();
        _openAccount = (changed.State, account);
        Put(changed);
    }

    internal MegolmInboundSession Open(InboundSessionRecord record)
    {
        if (_openInbound.TryGetValue((record.Room, record.SessionId), out var open))
        {
            if (ReferenceEquals(open.State, record.State)) return open.Session;
            open.Session.Dispose();
            _openInbound.Remove((record.Room, record.SessionId));
        }

        var session = MegolmInboundSession.Import(record.State);
        _openInbound[(record.Room, record.SessionId)] = (record.State, session);
        return session;
    }
}
