using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using RupnBot.Matrix;
using RupnBot.Storage;

namespace RupnBot.Polls.Records;

/// <summary>A poll as a vote needs it.</summary>
internal readonly record struct KnownPoll(long Id, string VoterScope, RoomId RoomId, PollState State, PollForm Form, DateTimeOffset OpenedAt)
{
    public bool TakesVotes => State < PollState.Closed;
}

/// <summary>
/// Stores votes with prepared statements, one set for each transaction: after a lesson thousands wait, and tracked entities would make them
/// many times slower. The statements end with their connection.
/// </summary>
internal sealed class BallotTable
{
    private const int MostAnswerCharacters = 4000;
    private static readonly ConditionalWeakTable<BotDbContext, BallotTable> Tables = [];

    private readonly Dictionary<EventId, KnownPoll> _known = [];
    private readonly BotDbContext _context;
    private int _undoneSteps;
    private readonly SqliteCommand _find;
    private readonly SqliteCommand _learn;
    private readonly SqliteCommand _missed;
    private readonly SqliteCommand _put;
    private readonly SqliteCommand _remove;
    private readonly SqliteCommand _removeEnd;
    private readonly SqliteCommand _remember;

    private BallotTable(BotDbContext context)
    {
        _context = context;
        var connection = (SqliteConnection)context.Database.GetDbConnection();
        var transaction = (SqliteTransaction?)context.Database.CurrentTransaction?.GetDbTransaction();
        _find = Prepare("SELECT Id, coalesce(CampaignKey, Key), RoomId, State, Form, OpenedAt FROM polls WHERE StartEvent = $start", "$start");
        _learn = Prepare("UPDATE polls SET StartEvent = $start WHERE StartEvent IS NULL AND StartRowId IN (SELECT Id FROM outbox WHERE EventId = $start)", "$start");
        _missed = Prepare("UPDATE polls SET MissedVotes = 1 WHERE RoomId = $room AND State IN (1, 2) AND StartEvent IS NULL", "$room");
        _put = Prepare(
            "INSERT OR IGNORE INTO poll_ballots (EventId, PollId, Voter, Timestamp, Answers, IsMark, CampaignId) " +
            "SELECT $event, $poll, $voter, $timestamp, $answers, $mark, (SELECT CampaignId FROM polls WHERE Id = $poll) " +
            "WHERE NOT EXISTS (SELECT 1 FROM seen_redactions WHERE EventId = $event AND RoomId = (SELECT RoomId FROM polls WHERE Id = $poll))",
            "$event",
            "$poll",
            "$voter",
            "$timestamp",
            "$answers",
            "$mark");
        const string isOfRoom = "EventId = $event AND EXISTS (SELECT 1 FROM polls WHERE Id = PollId AND RoomId = $room)";
        _remove = Prepare($"DELETE FROM poll_ballots WHERE {isOfRoom}", "$event", "$room");
        _removeEnd = Prepare($"DELETE FROM poll_ends WHERE {isOfRoom}", "$event", "$room");
        _remember = Prepare(
            "INSERT OR IGNORE INTO seen_redactions (EventId, RoomId) SELECT $event, $room WHERE EXISTS (SELECT 1 FROM polls WHERE RoomId = $room AND State < 3)",
            "$event",
            "$room");

        SqliteCommand Prepare(string sql, params ReadOnlySpan<string> names)
        {
            var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = sql;
            foreach (var name in names) command.Parameters.Add(new SqliteParameter { ParameterName = name });
            return command;
        }
    }

    /// <summary>The statements of the transaction that this context has open.</summary>
    public static BallotTable For(BotDbContext context) => Tables.GetValue(context, static db => new BallotTable(db));

    /// <summary>The recorded poll that started with this event in this room; null when it is not recorded.</summary>
    public KnownPoll? Find(EventId start, RoomId room)
    {
        ForgetWhatWasUndone();
        if (_known.TryGetValue(start, out var known)) return known.RoomId == room ? known : null;
        if (Read(start) is not { } poll)
        {
            // The answer to our request may have come, and its echo not yet: the outbox then knows the event.
            if (Run(_learn, start.Value) == 0)
            {
                Run(_missed, room.Value);
                return null;
            }

            if (Read(start) is not { } learnt) return null;
            poll = learnt;
        }

        _known.Add(start, poll);
        return poll.RoomId == room ? poll : null;
    }

    /// <summary>Stores a vote once, unless it was removed already.</summary>
    /// <param name="isMark">It is a reaction, and names one choice of perhaps several.</param>
    public void Put(long poll, EventId vote, string voter, long timestamp, IReadOnlyList<string>? answers, bool isMark = false)
    {
        _put.Parameters[0].Value = vote.Value;
        _put.Parameters[1].Value = poll;
        _put.Parameters[2].Value = voter;
        _put.Parameters[3].Value = timestamp;
        _put.Parameters[4].Value = (object?)Write(answers) ?? DBNull.Value;
        _put.Parameters[5].Value = isMark;
        _put.ExecuteNonQuery();
    }

    /// <summary>
    /// Forgets a vote or an end of a poll of this room that was removed, and remembers the removal while polls run there. Of another room's poll
    /// nothing goes: whoever may remove here need not be anybody there.
    /// </summary>
    public void Remove(EventId removed, RoomId room)
    {
        foreach (var command in new[] { _remove, _removeEnd, _remember })
        {
            command.Parameters[0].Value = removed.Value;
            command.Parameters[1].Value = room.Value;
            command.ExecuteNonQuery();
        }
    }

    // A poll whose start was learnt in a step that is undone has to be learnt again.
    private void ForgetWhatWasUndone()
    {
        if (_undoneSteps == _context.UndoneSteps) return;
        _undoneSteps = _context.UndoneSteps;
        _known.Clear();
    }

    private static int Run(SqliteCommand command, string value)
    {
        command.Parameters[0].Value = value;
        return command.ExecuteNonQuery();
    }

    // Answer ids are a stranger's: a list beyond any poll's is not kept, and so is spoiled.
    private static string? Write(IReadOnlyList<string>? answers) =>
        answers is null || answers.Sum(answer => answer.Length + 3L) > MostAnswerCharacters ? null : JsonSerializer.Serialize(answers);

    private KnownPoll? Read(EventId start)
    {
        _find.Parameters[0].Value = start.Value;
        using var reader = _find.ExecuteReader();
        return reader.Read() ? new KnownPoll(reader.GetInt64(0), reader.GetString(1), new RoomId(reader.GetString(2)), (PollState)reader.GetInt32(3), (PollForm)reader.GetInt32(4), Instants.FromUnixMilliseconds(reader.GetInt64(5))) : null;
    }
}
