using RupnBot.Bot.Commands;
using RupnBot.Bot.Messages;

namespace RupnBot.Privacy;

/// <summary><c>oublie-moi</c>: erases what can be told to be the asker's, once confirmed (GDPR, article 17), and says what stays and why.</summary>
internal sealed class ForgetMeCommand(IEnumerable<IPersonalData> kept) : ICommand
{
    private const string Yes = "yes";

    public CommandInfo Info { get; } = new("oublie-moi", "forget-me", Role.Colleague, Places.Everywhere, "oubliez-moi") { IsForStrangersToo = true, Theme = HelpTheme.Data };

    public async Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var texts = context.Texts;
        var answer = await context.ChooseAsync(
            "forget", texts.Get("Privacy.ForgetQuestion"), [new ChoiceOption(Yes, texts.Get("Privacy.ForgetYes")), new ChoiceOption("no", texts.Get("Privacy.ForgetNo"))], cancellationToken);
        if (answer != Yes) throw context.Fault("Privacy.ForgetKept");

        // The question itself is over before anything is erased, so that no tracked row meets an erased one.
        await context.Db.SaveChangesAsync(cancellationToken);
        foreach (var data in kept) await data.ForgetAsync(context.Db, context.Sender, context.Now, cancellationToken);
        await context.Db.SaveChangesAsync(cancellationToken);

        // What is left is asked of the very slices that erase, so that the answer promises nothing they do not do.
        var left = new List<string>();
        foreach (var data in kept) left.AddRange(await data.DescribeAsync(context.Db, context.Sender, cancellationToken));
        var builder = new MessageBuilder().Paragraph(texts.Get("Privacy.Forgotten"));
        if (left.Count > 0) builder.Paragraph(texts.Get("Privacy.Left")).BulletList(left.Select(InlineText.From));
        await context.ConfirmAsync(builder.Paragraph(texts.Get("Privacy.ForgottenWhy")).Build(), cancellationToken);
    }
}
