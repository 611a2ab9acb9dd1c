using RupnBot.Bot.Commands;
using RupnBot.Localization;
using RupnBot.Matrix;

namespace RupnBot.Newsletters.Talking;

/// <summary>A long text of an editor, or a link alone, is offered to become a letter: nobody who merely chats begins one.</summary>
internal sealed class LetterOffer(LetterDesk desk, Texts texts) : IConversation
{
    private const string New = "new";
    private const string Replace = "replace";
    private const string Nothing = "nothing";

    /// <summary>From here on a message is more than a remark.</summary>
    private const int LongText = 280;

    // After all that waits for words.
    public int Order => 100;

    public Role Role => Role.Editor;

    public async Task<bool> TakeAsync(CommandContext context, Said said, CancellationToken cancellationToken)
    {
        if (said.IsMarked || said.Command is not null || said.Message.MsgType != MessageContent.TextType) return false;
        var body = said.Body;
        if (body.Trim().Length < LongText && LetterDesk.LinkOf(body) is null) return false;
        var draft = await LetterConversation.DraftAsync(context, cancellationToken);
        var options = new List<ChoiceOption> { new(New, texts.Get("Letters.OfferNew")), new(Nothing, texts.Get("Letters.OfferNothing")) };
        if (draft is not null) options.Insert(1, new ChoiceOption(Replace, texts.Format("Letters.OfferReplace", ("title", draft.Title))));
        switch (await context.ChooseAsync("letter", texts.Get("Letters.Offer"), options, cancellationToken))
        {
            case New:
                await desk.BeginAsync(context, body, cancellationToken);
                break;
            case Replace when draft is not null:
                await desk.CorrectAsync(context, draft, body, cancellationToken);
                break;
            default:
                await context.ReplyAsync(texts.Get("Letters.OfferLeft"), cancellationToken);
                break;
        }

        return true;
    }
}
