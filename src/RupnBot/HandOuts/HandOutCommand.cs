using System.Net.Mime;
using System.Text;
using Microsoft.Extensions.Options;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Outbox;
using RupnBot.Configuration;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Scheduling.Calendar;

namespace RupnBot.HandOuts;

/// <summary><c>fiche [mois]</c>: the month on one page, as a file to print; <c>fiche texte</c>: the same as words to paste. To the asker alone.</summary>
internal sealed class HandOutCommand(HandOutComposer composer, IOptions<BotOptions> options) : ICommand
{
    public CommandInfo Info { get; } = new("fiche", "handout", Role.Colleague, Places.Everywhere, "fiches", "hand-out") { Theme = HelpTheme.News };

    public async Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (isText, rest) = Read(context.Line.Rest);
        var today = LocalInstant.DateOf(context.Now, options.Value.Zone);
        if (HandOutMonth.Parse(rest, today) is not { } month) throw context.Fault("HandOuts.WhichMonth", ("month", today.ToString("MMMM", context.Texts.Culture)));
        // A file in the salon would be a message to everybody.
        var chat = context.IsDirect ? context.Room : await context.DirectChatAsync(cancellationToken);
        if (chat is null && !isText) throw context.Fault("HandOuts.NeedsDirect");
        var salon = await context.SalonAsync(asReferent: false, cancellationToken);
        var handOut = await composer.ComposeAsync(context.Db, salon.Id, context.NameOf(salon), month, context.Now, context.Self, cancellationToken);
        if (handOut.IsEmpty) throw context.Fault("HandOuts.Empty", ("salon", context.NameOf(salon)), ("month", $"{month.ToString("MMMM", context.Texts.Culture)} {month.Year}"));
        if (isText) await context.ConfirmAsync(HandOutText.Render(handOut, context.Texts), cancellationToken);
        else await SendAsync(context, chat!.Id, handOut, cancellationToken);
    }

    private static async Task SendAsync(CommandContext context, RoomId chat, HandOut handOut, CancellationToken cancellationToken)
    {
        var file = new OutboxAttachment
        {
            FileName = context.Texts.Format("HandOuts.File", ("month", handOut.Month.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture))),
            ContentType = MediaTypeNames.Text.Html,
            Bytes = Encoding.UTF8.GetBytes(HandOutPage.Render(handOut, context.Texts)),
        };
        var content = MessageContent.Attachment(file.FileName, OutboxAttachment.Placeholder, new MediaInfo(file.ContentType, file.Bytes.Length));
        await context.QueueAsync(new OutgoingMessage(chat, content) { Attachment = file }, cancellationToken);
    }

    private static (bool IsText, string Month) Read(string rest)
    {
        var words = rest.Split([' ', '\u00A0'], StringSplitOptions.RemoveEmptyEntries).ToList();
        var isText = words.RemoveAll(word => TextFolding.Fold(word) is "texte" or "text") > 0;
        words.RemoveAll(word => TextFolding.Fold(word) is "en" or "de" or "du" or "of" or "for");
        return (isText, string.Join(' ', words));
    }
}
