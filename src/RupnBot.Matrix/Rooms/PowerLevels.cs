using System.Globalization;

namespace RupnBot.Matrix;

/// <summary>
/// Who may do what in a room, from its state alone (specification, "m.room.power_levels"; room version 12 puts creators above all levels).
/// </summary>
public sealed class PowerLevels
{
    /// <summary>The level of creators from room version 12 on: above every number that can be written.</summary>
    public const long Infinite = long.MaxValue;

    private readonly PowerLevelsContent _levels;
    private readonly HashSet<string> _creators = [];
    private readonly bool _creatorsAreInfinite;

    /// <summary>The rules of a room.</summary>
    /// <param name="levels">The power levels; null where the room has none.</param>
    /// <param name="create">The content of the room's first event; null when unknown, then nobody is its creator.</param>
    /// <param name="createSender">Who sent that event.</param>
    public PowerLevels(PowerLevelsContent? levels, CreateContent? create, UserId? createSender)
    {
        _levels = levels ?? new PowerLevelsContent();
        if (create is null) return;
        _creatorsAreInfinite = CreatorsAreInfinite(create.RoomVersion);
        // Room version 11 dropped "creator" for the sender of the event; before, a stray key may not outrank the real one.
        var creator = SenderIsCreator(create.RoomVersion) ? createSender : create.Creator ?? createSender;
        if (creator is { } user) _creators.Add(user.Value);
        if (!_creatorsAreInfinite && levels is not null) _creators.Clear();
        if (_creatorsAreInfinite) _creators.UnionWith(create.AdditionalCreators.Select(extra => extra.Value));
    }

    /// <summary>Level needed to redact what others sent.</summary>
    public long Redact => _levels.Redact ?? 50;

    /// <summary>Level needed to kick.</summary>
    public long Kick => _levels.Kick ?? 50;

    /// <summary>Level needed to ban.</summary>
    public long Ban => _levels.Ban ?? 50;

    /// <summary>Level needed to invite.</summary>
    public long Invite => _levels.Invite ?? 0;

    /// <summary>The level of a user.</summary>
    public long LevelOf(UserId user)
    {
        if (_creators.Contains(user.Value)) return _creatorsAreInfinite ? Infinite : 100;
        return _levels.Users.TryGetValue(user.Value, out var level) ? level : _levels.UsersDefault ?? 0;
    }

    /// <summary>Level needed to send an event of this type that is not state.</summary>
    public long RequiredForEvent(string type) => _levels.Events.TryGetValue(type, out var level) ? level : _levels.EventsDefault ?? 0;

    /// <summary>Level needed to set state of this type.</summary>
    public long RequiredForState(string type) => _levels.Events.TryGetValue(type, out var level) ? level : _levels.StateDefault ?? 50;

    /// <summary>May send an event of this type that is not state.</summary>
    public bool CanSend(UserId user, string type) => LevelOf(user) >= RequiredForEvent(type);

    /// <summary>May set state of this type.</summary>
    public bool CanSetState(UserId user, string type) => LevelOf(user) >= RequiredForState(type);

    /// <summary>May redact what others sent: needs the right to redact, and to send redactions at all.</summary>
    public bool CanRedact(UserId user) => LevelOf(user) >= Redact && CanSend(user, EventTypes.Redaction);

    /// <summary>May redact an event of <paramref name="author"/>; one's own needs no level but that to send redactions.</summary>
    public bool CanRedact(UserId user, UserId author) => user == author ? CanSend(user, EventTypes.Redaction) : CanRedact(user);

    /// <summary>May invite.</summary>
    public bool CanInvite(UserId user) => LevelOf(user) >= Invite;

    /// <summary>May kick this user: only those below oneself.</summary>
    public bool CanKick(UserId user, UserId target) => LevelOf(user) >= Kick && LevelOf(user) > LevelOf(target);

    /// <summary>May ban this user: only those below oneself.</summary>
    public bool CanBan(UserId user, UserId target) => LevelOf(user) >= Ban && LevelOf(user) > LevelOf(target);

    private static bool SenderIsCreator(string version) => Number(version) is not { } number || number >= 11;

    // org.matrix.hydra.11 is the name version 12 was tried under.
    private static bool CreatorsAreInfinite(string version) => version == "org.matrix.hydra.11" || Number(version) is >= 12;

    private static int? Number(string version) =>
        int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
