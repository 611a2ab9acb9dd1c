using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Jobs;
using RupnBot.Campaigns.Life;
using RupnBot.Campaigns.Records;
using RupnBot.Campaigns.Results;
using RupnBot.Localization;

namespace RupnBot.Campaigns.Commands;

/// <summary>What an editor does with a campaign that is out.</summary>
internal sealed class CampaignActs(CampaignProgress progress, CampaignResults results, CampaignExports exports)
{
    private const string Rest = "rest";
    private const string All = "all";
    private const string Nothing = "nothing";
    private static readonly string[] ImageWords = ["image", "graphique", "picture", "chart", "png"];

    public async Task FollowAsync(CommandContext context, string wanted, CancellationToken cancellationToken)
    {
        var campaign = await CampaignChoice.OneOfAsync(context, wanted, onlyRunning: false, cancellationToken);
        await context.ReplyAsync(await progress.OfAsync(context.Db, campaign, context.Now, cancellationToken), cancellationToken);
    }

    /// <summary>It ends now: the polls close at the next round, then the whole is counted.</summary>
    public async Task CloseAsync(CommandContext context, string wanted, CancellationToken cancellationToken)
    {
        var campaign = await CampaignChoice.OneOfAsync(context, wanted, onlyRunning: true, cancellationToken);
        campaign.EndsAt = context.Now;
        await CampaignCloser.CloseAsync(context.Db, campaign, cancellationToken);
        await context.ReplyAsync(context.Texts.Format("Campaigns.Closing", ("title", campaign.Title)), cancellationToken);
    }

    public async Task StopAsync(CommandContext context, string wanted, CancellationToken cancellationToken)
    {
        if (await CampaignDesk.WaitingAsync(context, cancellationToken) is { } waiting && wanted.Length == 0)
        {
            context.Db.Remove(waiting);
            await context.ReplyAsync(context.Texts.Format("Campaigns.Dropped", ("title", waiting.Title)), cancellationToken);
            return;
        }

        var campaign = await CampaignChoice.OneOfAsync(context, wanted, onlyRunning: true, cancellationToken);
        var left = await context.Db.Set<CampaignPlace>().CountAsync(place => place.CampaignId == campaign.Id && place.State == PlaceState.Waiting, cancellationToken);
        List<ChoiceOption> options = [new(All, context.Texts.Get("Campaigns.StopAll")), new(Nothing, context.Texts.Get("Campaigns.StopNothing"))];
        if (left > 0) options.Insert(0, new ChoiceOption(Rest, context.Texts.Plural("Campaigns.StopRest", left)));
        var chosen = await context.ChooseAsync("stop", context.Texts.Format("Campaigns.StopHow", ("title", campaign.Title)), options, cancellationToken);
        if (chosen == Nothing) throw context.Fault("Campaigns.NothingChanged");
        if (chosen == Rest) await CampaignWithdrawal.DropRestAsync(context.Db, campaign, cancellationToken);
        else await CampaignWithdrawal.BeginAsync(context.Db, campaign, context.Now, cancellationToken);
        await context.ReplyAsync(context.Texts.Format(chosen == Rest ? "Campaigns.StoppedRest" : "Campaigns.StoppedAll", ("title", campaign.Title)), cancellationToken);
    }

    public async Task ResultsAsync(CommandContext context, string wanted, CancellationToken cancellationToken)
    {
        var words = wanted.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var named = string.Join(' ', words.Where(word => !ImageWords.Contains(TextFolding.Fold(word))));
        var campaign = await PickAsync(context, named, cancellationToken);
        if (named.Length < wanted.Length)
        {
            if (campaign.Kind == CampaignKind.Survey && await CampaignResults.SurveyAsync(context.Db, campaign, cancellationToken) is not { IsShown: true }) throw context.Fault("Campaigns.NothingToExport");
            var payload = new CampaignImagePayload(campaign.Id, context.Room.Id.Value, context.EventId.Value);
            await context.Db.QueueJobAsync(CampaignImageJob.JobKind, context.EventId.Value, payload, context.Now, cancellationToken);
            return;
        }

        await context.ReplyAsync(await results.TextAsync(context.Db, campaign, cancellationToken), cancellationToken);
    }

    public async Task ExportAsync(CommandContext context, string wanted, CancellationToken cancellationToken)
    {
        var words = wanted.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var isJson = words.Any(word => TextFolding.Fold(word) == "json");
        var campaign = await PickAsync(context, string.Join(' ', words.Where(word => TextFolding.Fold(word) != "json")), cancellationToken);
        var file = isJson ? await exports.JsonAsync(context.Db, campaign, cancellationToken) : await exports.CsvAsync(context.Db, campaign, cancellationToken);
        if (file is null) throw context.Fault("Campaigns.NothingToExport");
        await context.QueueAsync(file.To(context.Room.Id), cancellationToken);
    }

    private static async Task<Campaign> PickAsync(CommandContext context, string wanted, CancellationToken cancellationToken)
    {
        var campaign = await CampaignChoice.OneOfAsync(context, wanted, onlyRunning: false, cancellationToken);
        return campaign.State == CampaignState.Withdrawn ? throw context.Fault("Campaigns.IsWithdrawn", ("title", campaign.Title)) : campaign;
    }
}
