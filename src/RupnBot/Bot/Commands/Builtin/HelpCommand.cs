using RupnBot.Localization;

namespace RupnBot.Bot.Commands.Builtin;

/// <summary>
/// <c>aide</c>: what most people want here, by role and place, an example each, and the names of the rest; <c>aide sondage</c>: one command in
/// full; <c>aide tout</c>: every command with its example, for who asked alone.
/// </summary>
internal sealed class HelpCommand(IServiceProvider services) : ICommand
{
    private static readonly string[] Pleas = ["moi", "nous", "svp", "stp", "s'il vous plait", "s'il te plait", "please", "me"];
    private static readonly string[] Everything = ["tout", "toutes", "tous", "complet", "complete", "all", "everything"];

    public CommandInfo Info { get; } = new("aide", "help", Role.Colleague, Places.Everywhere, "commandes", "aide-moi", "aidez-moi");

    public async Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var commands = services.GetServices<ICommand>().Select(command => command.Info).Where(info => !info.IsHidden).ToList();
        var wanted = TextFolding.Fold(context.Line.Rest).Trim('!', '?', '.', '"', ' ');
        // « aide-moi », « aide s'il te plaît »: no command is meant.
        if (Pleas.Contains(wanted)) wanted = "";
        if (wanted.Length == 0)
        {
            await context.ReplyAsync(HelpText.Short(await UsableAsync(commands, context, cancellationToken), context), cancellationToken);
            return;
        }

        if (Everything.Contains(wanted))
        {
            // Forty lines are nothing to put in front of sixty colleagues.
            await context.ConfirmAsync(HelpText.Whole(await UsableAsync(commands, context, cancellationToken), context), cancellationToken);
            return;
        }

        var one = commands.Find(info => info.AllNames.Contains(wanted)) ?? throw context.Fault("Bot.HelpUnknown", ("command", wanted));
        await context.ReplyAsync(HelpText.One(one, context), cancellationToken);
    }

    private static async Task<IReadOnlyList<CommandInfo>> UsableAsync(List<CommandInfo> commands, CommandContext context, CancellationToken cancellationToken)
    {
        var isReferent = context.Role >= Role.Administrator || await IsReferentSomewhereAsync(context, cancellationToken);
        var place = context.IsDirect ? Places.Direct : Places.Salon;
        return commands.FindAll(info => info.Places.HasFlag(place) && IsUsable(info.Role, context.Role, isReferent));
    }

    private static bool IsUsable(Role needed, Role own, bool isReferent) => needed switch
    {
        Role.Colleague => true,
        Role.Referent => isReferent,
        _ => own >= needed,
    };

    private static async Task<bool> IsReferentSomewhereAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (!context.IsDirect) return await context.Permissions.IsReferentAsync(context.Db, context.Room, context.Sender, cancellationToken);
        foreach (var salon in await context.SharedSalonsAsync(cancellationToken))
            if (await context.Permissions.IsReferentAsync(context.Db, salon, context.Sender, cancellationToken)) return true;
        return false;
    }
}
