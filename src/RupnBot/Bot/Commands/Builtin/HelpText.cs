using RupnBot.Bot.Messages;

namespace RupnBot.Bot.Commands.Builtin;

/// <summary>What <c>aide</c> shows of commands.</summary>
internal static class HelpText
{
    private static readonly (Role Role, string Title)[] Groups = [(Role.Colleague, "Bot.HelpColleague"), (Role.Referent, "Bot.HelpReferent"), (Role.Editor, "Bot.HelpEditor")];

    /// <summary>A handful with their examples; the others by name, a theme a line.</summary>
    public static MessageBody Short(IReadOnlyList<CommandInfo> usable, CommandContext context)
    {
        var place = context.IsDirect ? Places.Direct : Places.Salon;
        var builder = new MessageBuilder();
        AddGroups(builder, [.. usable.Where(info => info.Foremost.HasFlag(place))], context);
        builder.Heading(context.Texts.Get("Bot.HelpMore"));
        // This one is named at the foot.
        builder.BulletList(usable.Where(info => !info.Foremost.HasFlag(place) && info.Name != "aide").GroupBy(info => info.Theme).OrderBy(theme => theme.Key)
            .Select(theme => new InlineText().Text(context.Texts.Format($"Bot.HelpTheme.{theme.Key}", ("commands", string.Join(", ", theme.Select(info => NameOf(info, context))))))));
        return builder.Paragraph(context.Texts.Get(context.IsDirect ? "Bot.HelpFootDirect" : "Bot.HelpFoot")).Build();
    }

    public static MessageBody Whole(IReadOnlyList<CommandInfo> usable, CommandContext context)
    {
        var builder = new MessageBuilder();
        AddGroups(builder, usable, context);
        return builder.Build();
    }

    public static MessageBody One(CommandInfo info, CommandContext context) => new MessageBuilder()
        .Paragraph(Explained(NameOf(info, context), info, context))
        .Paragraph(new InlineText().Text(context.Texts.Get("Bot.HelpExample") + " ").Strong(Example(info, context)))
        .Build();

    private static void AddGroups(MessageBuilder builder, IReadOnlyList<CommandInfo> shown, CommandContext context)
    {
        foreach (var (role, title) in Groups)
        {
            var group = shown.Where(info => info.Role == role || (role == Role.Editor && info.Role > role)).ToList();
            if (group.Count == 0) continue;
            builder.Heading(context.Texts.Get(title));
            builder.BulletList(group.Select(info => Explained(Example(info, context), info, context)));
        }
    }

    private static InlineText Explained(string words, CommandInfo info, CommandContext context) =>
        new InlineText().Strong(words).Text((context.Texts.IsFrench ? "\u00A0: " : ": ") + context.Texts.Get($"Help.{info.Name}"));

    private static string NameOf(CommandInfo info, CommandContext context) => Mark(context) + (context.Texts.IsFrench ? info.Name : info.English);

    private static string Example(CommandInfo info, CommandContext context) => Mark(context) + context.Texts.Get($"Help.{info.Name}.Example");

    private static string Mark(CommandContext context) => context.IsDirect ? "" : "!";
}
