using RupnBot.Bot.Commands;
using RupnBot.Bot.Messages;

namespace RupnBot.Privacy;

/// <summary><c>mes-donnees</c>: all that is kept of whoever asks, told to them alone (GDPR, article 15).</summary>
internal sealed class MyDataCommand(IEnumerable<IPersonalData> kept) : ICommand
{
    public CommandInfo Info { get; } = new("mes-donnees", "my-data", Role.Colleague, Places.Everywhere, "donnees") { IsForStrangersToo = true, Theme = HelpTheme.Data, Foremost = Places.Direct };

    public async Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        // In front of everyone it would tell everyone: without a direct chat the answer says where to ask.
        if (!context.IsDirect && await context.DirectChatAsync(cancellationToken) is null) throw context.Fault("Privacy.AskInPrivate", ("command", Info.Name));
        var lines = new List<string>();
        foreach (var data in kept) lines.AddRange(await data.DescribeAsync(context.Db, context.Sender, cancellationToken));
        var builder = new MessageBuilder();
        if (lines.Count == 0) builder.Paragraph(context.Texts.Get("Privacy.NoData"));
        else builder.Paragraph(context.Texts.Get("Privacy.YourData")).BulletList(lines.Select(InlineText.From)).Paragraph(context.Texts.Get("Privacy.HowToErase"));
        await context.ConfirmAsync(builder.Build(), cancellationToken);
    }
}
