using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Commands;
using RupnBot.Campaigns.Records;
using RupnBot.Localization;

namespace RupnBot.Campaigns.Commands;

/// <summary>Which campaign a command is about: the n-th, the one that is named, the only one that runs, or the one chosen of several.</summary>
internal static class CampaignChoice
{
    private const int MostShown = 15;

    /// <summary>Editors share them: those that run first, then the newest.</summary>
    public static Task<List<Campaign>> AllAsync(CommandContext context, CancellationToken cancellationToken) => context.Db.Set<Campaign>().AsTracking()
        .Where(campaign => campaign.State != CampaignState.Prepared)
        .OrderBy(campaign => campaign.State == CampaignState.Running ? 0 : 1).ThenByDescending(campaign => campaign.Id).Take(MostShown).ToListAsync(cancellationToken);

    public static async Task<Campaign> OneOfAsync(CommandContext context, string wanted, bool onlyRunning, CancellationToken cancellationToken)
    {
        var all = await AllAsync(context, cancellationToken);
        if (int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= all.Count && (!onlyRunning || all[number - 1].IsRunning)) return all[number - 1];
        var candidates = onlyRunning ? all.FindAll(campaign => campaign.IsRunning) : all;
        if (candidates.Count == 0) throw context.Fault(onlyRunning ? "Campaigns.NoneRunning" : "Campaigns.None");
        var text = TextFolding.Fold(wanted).Trim();
        var named = text.Length == 0 ? [] : candidates.FindAll(campaign => TextFolding.Fold(campaign.Title).Contains(text, StringComparison.Ordinal));
        if (named.Count > 0) candidates = named;
        // Without a word more, the one that runs is meant, else the latest.
        else if (text.Length == 0 && candidates.Count(campaign => campaign.IsRunning) is 0 or 1) return candidates[0];
        if (candidates.Count == 1) return candidates[0];
        var options = candidates.Select(campaign => new ChoiceOption(campaign.Key, campaign.Title)).ToList();
        var chosen = await context.ChooseAsync("campaign", context.Texts.Get("Campaigns.Which"), options, cancellationToken);
        return candidates.Single(campaign => campaign.Key == chosen);
    }
}
