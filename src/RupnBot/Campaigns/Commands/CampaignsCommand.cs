using RupnBot.Bot.Commands;
using RupnBot.Bot.Messages;
using RupnBot.Polls.Life;

namespace RupnBot.Campaigns.Commands;

/// <summary><c>campagnes</c>: those that run, and those that are over.</summary>
internal sealed class CampaignsCommand(PollHours hours) : ICommand
{
    public CommandInfo Info { get; } = new("campagnes", "campaigns", Role.Editor, Places.Direct) { Theme = HelpTheme.Outreach };

    public async Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var campaigns = await CampaignChoice.AllAsync(context, cancellationToken);
        if (campaigns.Count == 0) throw context.Fault("Campaigns.None");
        var builder = new MessageBuilder().Paragraph(context.Texts.Get("Campaigns.List")).NumberedList(campaigns.Select(campaign => InlineText.From(context.Texts.Format(
            "Campaigns.ListLine",
            ("title", campaign.Title),
            ("state", context.Texts.Get($"Campaigns.State.{campaign.State}")),
            ("end", hours.FullText(campaign.EndsAt, context.Texts.Culture))))));
        await context.ReplyAsync(builder.Paragraph(context.Texts.Get("Campaigns.ListHow")).Build(), cancellationToken);
    }
}
