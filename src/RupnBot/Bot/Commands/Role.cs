namespace RupnBot.Bot.Commands;

/// <summary>What someone may do, least first; a référent is one in a given salon.</summary>
public enum Role
{
    /// <summary>Not of the allowed users: answered politely, once a day, and nothing is done but what concerns their own data.</summary>
    Stranger = 0,
    Colleague = 1,
    Referent = 2,
    Editor = 3,
    Administrator = 4,
}
