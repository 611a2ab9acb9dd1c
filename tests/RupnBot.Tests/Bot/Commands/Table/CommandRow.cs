namespace RupnBot.Tests.Bot.Commands.Table;

/// <summary>
/// One command, as somebody of each role would give it in each place, and what becomes of it. Six letters a place, one a role: administrator,
/// editor, référent (once a moderator, once somebody named), colleague, external, not allowed.
/// <list type="table">
/// <item><term>+</term><description>it is done: <see cref="Does"/></description></item>
/// <item><term>?</term><description>a numbered question is put first</description></item>
/// <item><term>-</term><description>refused: one must be the salon's référent; the answer names who can change that</description></item>
/// <item><term>E</term><description>refused: for editors</description></item>
/// <item><term>A</term><description>refused: for the bot's administrators</description></item>
/// <item><term>S</term><description>refused: it is written in a salon</description></item>
/// <item><term>D</term><description>refused: it is written in direct chat</description></item>
/// <item><term>o</term><description>another answer: <see cref="Otherwise"/></description></item>
/// <item><term>x</term><description>turned away: one is not of the allowed users</description></item>
/// </list>
/// </summary>
/// <param name="Name">The command's French word.</param>
/// <param name="Said">What is written, without the mark; <c>{who}</c> becomes a word of each one's own.</param>
/// <param name="Does">How one sees that it was done.</param>
/// <param name="Salon">In the salon.</param>
/// <param name="Direct">In direct chat.</param>
internal sealed record CommandRow(string Name, string Said, Effect Does, string Salon = CommandRow.Everyone, string Direct = CommandRow.Everyone)
{
    /// <summary>Whoever is allowed.</summary>
    public const string Everyone = "+++++x";

    /// <summary>The salon's référents and the bot's administrators.</summary>
    public const string Referents = "+-+--x";

    /// <summary>Editors and administrators, whatever they are in the salon.</summary>
    public const string Editors = "++EEEx";

    /// <summary>What the salon's référent wrote in the salon before, without the mark.</summary>
    public IReadOnlyList<string> Before { get; init; } = [];

    /// <summary>What else must have been: data that no command brings, time that passes.</summary>
    public Func<CommandStage, Task>? After { get; init; }

    /// <summary>The text of a cell « o ».</summary>
    public string Otherwise { get; init; } = "";

    /// <summary>The event that is answered to.</summary>
    public string? ReplyTo { get; init; }
}
