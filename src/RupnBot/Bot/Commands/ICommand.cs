namespace RupnBot.Bot.Commands;

/// <summary>Where a command makes sense.</summary>
[Flags]
public enum Places
{
    Salon = 1,
    Direct = 2,
    Everywhere = Salon | Direct,
}

/// <summary>What a command is about; <c>aide</c> names those it does not explain by theme, a line each.</summary>
public enum HelpTheme
{
    News,
    Polls,
    Surveys,
    Outreach,
    Salon,
    Data,
}

/// <summary>
/// What the router and <c>aide</c> know of a command. Its texts are the resources <c>Help.{Name}</c> (one line: what it does) and
/// <c>Help.{Name}.Example</c>.
/// </summary>
/// <param name="Name">The French word, folded: no accent, lower case.</param>
/// <param name="English">The English word.</param>
/// <param name="Role">The least role that may use it.</param>
/// <param name="Places">Where.</param>
/// <param name="Aliases">Other words it answers to.</param>
public sealed record CommandInfo(string Name, string English, Role Role, Places Places, params IReadOnlyList<string> Aliases)
{
    /// <summary>What it is about.</summary>
    public HelpTheme Theme { get; init; } = HelpTheme.Salon;

    /// <summary>Where <c>aide</c> shows it with its example, for it is what most people want there; elsewhere it names it.</summary>
    public Places Foremost { get; init; }

    /// <summary>Not shown by <c>aide</c>: a politeness or a continuation.</summary>
    public bool IsHidden { get; init; }

    /// <summary>Executed however late it is read: a vote counts by the instant it was sent.</summary>
    public bool CountsWhenLate { get; init; }

    /// <summary>Also for whoever is not allowed: one's rights over one's own data do not depend on the operator's list.</summary>
    public bool IsForStrangersToo { get; init; }

    public IEnumerable<string> AllNames => [Name, English, .. Aliases];
}

/// <summary>
/// One command. It reads and changes the database and queues messages, inside the transaction of the event that asked for it; what needs the
/// network becomes a job. It throws <see cref="CommandFault"/> before it changes anything when it cannot do what was asked.
/// </summary>
public interface ICommand
{
    CommandInfo Info { get; }

    Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken);
}

/// <summary>What was asked cannot be done; the text, already in the user's language, says why and what to type instead.</summary>
public sealed class CommandFault : Exception
{
    public CommandFault(string text)
        : base("A command was refused.") => Text = text;

    public CommandFault()
        : this("")
    {
    }

    public CommandFault(string text, Exception innerException)
        : base("A command was refused.", innerException) => Text = text;

    public string Text { get; }
}

/// <summary>A question was put and the command stops here; it runs again, with the choice, once it is answered.</summary>
public sealed class QuestionAsked : Exception
{
    public QuestionAsked()
        : base("A question was asked.")
    {
    }

    public QuestionAsked(string message)
        : base(message)
    {
    }

    public QuestionAsked(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
