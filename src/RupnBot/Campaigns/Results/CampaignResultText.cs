using RupnBot.Bot.Messages;
using RupnBot.Localization;
using RupnBot.Polls.Results;

namespace RupnBot.Campaigns.Results;

/// <summary>A campaign's result in words: the poll's, and how many of those invited that is.</summary>
internal static class CampaignResultText
{
    public static MessageBody Render(PollReport report, Texts texts)
    {
        var result = PollResultText.Render(report, texts);
        if (report.Turnout is not { } invited) return result;
        var rate = new MessageBuilder().Paragraph(Rate(report.Tally.Voters, invited, texts)).Build();
        return new MessageBody($"{result.Plain}\n{rate.Plain}", result.Html + rate.Html);
    }

    /// <summary>« Taux de réponse : 43,6 % (197 personnes sur 452 invitées, chacune comptée une fois). »</summary>
    public static string Rate(int voters, int invited, Texts texts) => texts.Plural("Campaigns.Rate", voters, ("share", Share(voters, invited, texts)), ("invited", invited));

    /// <summary>With one decimal, half rounded up.</summary>
    public static string Share(int part, int all, Texts texts) => (all == 0 ? 0m : Math.Round(100m * part / all, 1, MidpointRounding.AwayFromZero)).ToString("0.0", texts.Culture);
}
