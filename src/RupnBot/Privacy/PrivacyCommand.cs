using Microsoft.Extensions.Options;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Messages;
using RupnBot.Configuration;

namespace RupnBot.Privacy;

/// <summary><c>confidentialite</c>: what is kept, for how long, who answers for it, and one's rights (GDPR, articles 13 to 21).</summary>
internal sealed class PrivacyCommand(IOptions<PrivacyOptions> options) : ICommand
{
    public CommandInfo Info { get; } = new("confidentialite", "privacy", Role.Colleague, Places.Everywhere, "rgpd", "gdpr") { IsForStrangersToo = true, Theme = HelpTheme.Data };

    public async Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (texts, privacy) = (context.Texts, options.Value);
        var body = new MessageBuilder()
            .Paragraph(texts.Get("Privacy.Intro"))
            .BulletList(
            [
                InlineText.From(texts.Get("Privacy.KeepMembers")),
                InlineText.From(texts.Plural("Privacy.KeepVotes", privacy.VoteRetentionDays)),
                InlineText.From(texts.Plural("Privacy.KeepPolls", privacy.PollRetentionDays)),
                InlineText.From(texts.Plural("Privacy.KeepMessages", (int)EngineData.Kept.TotalDays)),
            ])
            .Paragraph(texts.Format("Privacy.Controller", ("controller", privacy.Controller), ("contact", privacy.Contact)))
            .Paragraph(texts.Get("Privacy.Rights"))
            .Build();
        await context.ReplyAsync(body, cancellationToken);
    }
}
