using RupnBot.Bot.Messages;
using RupnBot.Localization;

namespace RupnBot.Bot.Commands.Builtin;

/// <summary><c>aide</c>: what one may do here, by role and place, an example each; <c>aide sondage</c>: one command in full.</summary>
internal sealed class HelpCommand(IServiceProvider services) : ICommand
{
    private static readonly string[] Pleas = ["moi", "nous", "svp", "stp", "s'il vous plait", "s'il te plait", "please", "me"];

    public CommandInfo Info { get; } = new("aide", "help", Role.Colleague, Places.Everywhere, "commandes", "aide-moi", "aidez-moi");

    public async Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var commands = services.GetServices<ICommand>().Where(command => !command.Info.IsHidden).ToList();
        var wanted = TextFolding.Fold(context.Line.Rest).Trim('!', '?', '.', '"', ' ');
        // « aide-moi », « aide s'il te plaît »: no command is meant.
        if (Pleas.Contains(wanted)) wanted = "";
        var one = wanted.Length == 0 ? null : commands.Find(command => command.Info.AllNames.Contains(wanted));
        if (wanted.Length > 0 && one is null) throw context.Fault("Bot.HelpUnknown", ("command", wanted));
        await context.ReplyAsync(one is null ? await AllAsync(commands, context, cancellationToken) : One(one, context), cancellationToken);
    }

    private static async Task<MessageBody> AllAsync(List<ICommand> commands, CommandContext context, CancellationToken cancellationToken)
    {
        var isReferent = context.Role >= Role.Administrator || await IsReferentSomewhereAsync(context, cancellationToken);
        var place = context.IsDirect ? Places.Direct : Places.Salon;
        var usable = commands.Where(command => command.Info.Places.HasFlag(place) && IsUsable(command.Info.Role, context.Role, isReferent)).ToList();
        var builder = new MessageBuilder();
        foreach (var (role, title) in new[] { (Role.Colleague, "Bot.HelpColleague"), (Role.Referent, "Bot.HelpReferent"), (Role.Editor, "Bot.HelpEditor") })
        {
            var group = usable.Where(command => command.Info.Role == role || (role == Role.Editor && command.Info.Role > role)).ToList();
            if (group.Count == 0) continue;
            builder.Heading(context.Texts.Get(title));
            builder.BulletList(group.Select(command => Line(command.Info, context)));
        }

        return builder.Paragraph(context.Texts.Get(context.IsDirect ? "Bot.HelpFootDirect" : "Bot.HelpFoot")).Build();
    }

    private static MessageBody One(ICommand command, CommandContext context) => new MessageBuilder()
        .Paragraph(new InlineText().Strong(NameOf(command.Info, context)).Text(" : " + context.Texts.Get($"Help.{command.Info.Name}")))
        .Paragraph(new InlineText().Text(context.Texts.Get("Bot.HelpExample") + " ").Strong(Example(command.Info, context)))
        .Build();

    private static InlineText Line(CommandInfo info, CommandContext context) =>
        new InlineText().Strong(Example(info, context)).Text(" : " + context.Texts.Get($"Help.{info.Name}"));

    private static string NameOf(CommandInfo info, CommandContext context) => (context.IsDirect ? "" : "!") + (context.Texts.IsFrench ? info.Name : info.English);

    private static string Example(CommandInfo info, CommandContext context) => (context.IsDirect ? "" : "!") + context.Texts.Get($"Help.{info.Name}.Example");

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
