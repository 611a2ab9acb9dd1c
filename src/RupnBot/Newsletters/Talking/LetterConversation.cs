using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RupnBot.Almanac.Fetching;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Files;
using RupnBot.Bot.Messages;
using RupnBot.Campaigns.Commands;
using RupnBot.Campaigns.Requests;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Newsletters.Records;
using RupnBot.Surveys.Requests;

namespace RupnBot.Newsletters.Talking;

/// <summary>
/// What an editor says of a letter without a command. A reply to a message about a letter is about that letter, whatever else is going on.
/// Without a reply, a few words and files are understood of the one in preparation; where something else waits for the same, it is asked which is meant.
/// </summary>
internal sealed class LetterConversation(LetterDesk desk, LetterFileDesk files, LetterCourse course, Texts texts) : IConversation
{
    private const string OfLetter = "letter";
    private const string OfOther = "other";
    private const int LongestName = 150;

    /// <summary>A draft nobody spoke of for so long is no longer what one is about.</summary>
    private static readonly TimeSpan AtHand = TimeSpan.FromHours(12);

    // Before all that takes words without regard to what they reply to: a survey's answers, a campaign, a survey in preparation.
    public int Order => 9;

    public Role Role => Role.Editor;

    public async Task<bool> TakeAsync(CommandContext context, Said said, CancellationToken cancellationToken)
    {
        if (said.IsMarked) return false;
        var letter = await LetterVoice.OfAsync(context.Db, context.RepliedTo, context.Room.Id, cancellationToken);
        if (said.Message.MsgType != MessageContent.TextType) return await TakeFileAsync(context, said.Message, letter, cancellationToken);
        var request = LetterRequest.Parse(said.Body);
        if (letter is not null)
        {
            if (request is null) return said.Command is null ? throw context.Fault("Letters.ReplyWords") : false;
            await DoAsync(context, letter, request, cancellationToken);
            return true;
        }

        if (request is null || await MeantAsync(context, request, cancellationToken) is not { } meant) return false;
        await DoAsync(context, meant, request, cancellationToken);
        return true;
    }

    /// <summary>The letter in preparation; null when the words are for nobody here.</summary>
    internal static Task<Newsletter?> DraftAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var since = context.Now - AtHand;
        return context.Db.Set<Newsletter>().AsTracking()
            .Where(letter => letter.ChatId == context.Room.Id && letter.EditorId == context.Sender && letter.State == NewsletterState.Draft && letter.TouchedAt > since)
            .OrderByDescending(letter => letter.TouchedAt).ThenByDescending(letter => letter.Id).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>The letter that words without a reply are about; null when they are for something else, or for nobody.</summary>
    private async Task<Newsletter?> MeantAsync(CommandContext context, LetterRequest request, CancellationToken cancellationToken)
    {
        var draft = request.IsOfDrafts ? await DraftAsync(context, cancellationToken) : null;
        var waiting = draft is null && request.Word is LetterWord.Validate or LetterWord.Decline ? await AwaitingAsync(context, cancellationToken) : [];
        if (draft is null && waiting.Count == 0) return null;
        if (await OpenTalks.BesideAsync(context, request, cancellationToken) is { } other)
        {
            var title = draft is not null || waiting.Count == 1 ? texts.Format("Letters.TheLetter", ("title", (draft ?? waiting[0]).Title)) : texts.Get("Letters.ALetter");
            ChoiceOption[] options = [new(OfLetter, title), new(OfOther, texts.Format(other.Key, ("title", other.Title)))];
            if (await context.ChooseAsync("meant", texts.Get("Letters.WhichIsMeant"), options, cancellationToken) == OfOther) return null;
        }

        return draft ?? await ChosenAsync(context, waiting, cancellationToken);
    }

    private Task DoAsync(CommandContext context, Newsletter letter, LetterRequest request, CancellationToken cancellationToken) => request.Word switch
    {
        LetterWord.Test => desk.TestAsync(context, letter, cancellationToken),
        LetterWord.Send => desk.ScheduleAsync(context, letter, request.Rest, cancellationToken),
        LetterWord.To => desk.AddressAsync(context, letter, request.Rest, cancellationToken),
        LetterWord.Describe => files.DescribeAsync(context, letter, request.Rest, cancellationToken),
        LetterWord.Summarize => desk.SummarizeAsync(context, letter, request.Rest, cancellationToken),
        LetterWord.Validate => course.ValidateAsync(context, letter, cancellationToken),
        LetterWord.Decline => course.DeclineAsync(context, letter, request.Rest, cancellationToken),
        LetterWord.Cancel => course.CancelAsync(context, letter, cancellationToken),
        LetterWord.Correct => desk.CorrectAsync(context, letter, request.Rest, cancellationToken),
        LetterWord.Withdraw => course.WithdrawAsync(context, letter, cancellationToken),
        LetterWord.FollowUp => course.FollowAsync(context, letter, cancellationToken),
        LetterWord.Pause => course.PauseAsync(context, letter, cancellationToken),
        // "resume" of a draft is its summary.
        LetterWord.Resume when letter.State == NewsletterState.Draft => desk.SummarizeAsync(context, letter, request.Rest, cancellationToken),
        _ => course.ResumeAsync(context, letter, cancellationToken),
    };

    private async Task<bool> TakeFileAsync(CommandContext context, MessageContent message, Newsletter? letter, CancellationToken cancellationToken)
    {
        if (message.MsgType is not ("m.file" or "m.image") || ChatFile.Of(message) is not { } source) return false;
        var isFile = message.MsgType == "m.file";
        var name = ChatFile.NameOf(message);
        var named = letter ?? await LetterFileDesk.WaitingAsync(context, cancellationToken);
        if (isFile && ChatFile.HasKind(name, ".md", ".markdown") && named?.WantedAt(context.Now) != FileWanted.Attachment)
        {
            await desk.ReadAsync(context, letter, source, cancellationToken);
            return true;
        }

        // A survey, whatever letter is at hand; in reply to a letter it is an attachment like any other.
        if (named is null && isFile && SurveyFile.IsYaml(name)) return false;
        if ((named ?? await DraftAsync(context, cancellationToken)) is not { } meant) return false;
        if (named is null && isFile && !await IsAttachmentAsync(context, meant, message, name, cancellationToken)) return false;
        await files.AttachAsync(context, meant, message, source, cancellationToken);
        return true;
    }

    /// <summary>A text or a table may also be a survey, or the list of a campaign that waits; a calendar, the year's dates of a salon: then it is asked.</summary>
    private async Task<bool> IsAttachmentAsync(CommandContext context, Newsletter draft, MessageContent message, string name, CancellationToken cancellationToken)
    {
        var options = new List<ChoiceOption>();
        if (PeopleFile.Fits(name) && await CampaignDesk.WaitingAsync(context, cancellationToken) is { } campaign)
            options.Add(new ChoiceOption(FilePurpose.People, texts.Format("Letters.FileOfCampaign", ("title", campaign.Title))));
        if (SurveyFile.IsText(name)) options.Add(new ChoiceOption(FilePurpose.Survey, texts.Get("Letters.FileOfSurvey")));
        if (SentFile.Of(message) is not null) options.Add(new ChoiceOption(FilePurpose.Calendar, texts.Get("Letters.FileOfCalendar")));
        if (options.Count == 0) return true;
        options.Insert(0, new ChoiceOption(FilePurpose.Attachment, texts.Format("Letters.FileOfLetter", ("title", draft.Title))));
        return await context.ChooseAsync(FilePurpose.Slot, texts.Format("Letters.WhatIsFileFor", ("file", DisplayText.Shorten(DisplayText.OneLine(name), LongestName))), options, cancellationToken) == FilePurpose.Attachment;
    }

    /// <summary>Letters that wait for another's agreement.</summary>
    private static Task<List<Newsletter>> AwaitingAsync(CommandContext context, CancellationToken cancellationToken) => context.Db.Set<Newsletter>().AsTracking()
        .Where(letter => letter.EditorId != context.Sender && letter.State != NewsletterState.Cancelled && letter.State != NewsletterState.Withdrawing && letter.State != NewsletterState.Withdrawn)
        .Where(letter => letter.State == NewsletterState.AwaitingApproval || letter.Proposed != null
            || context.Db.Set<NewsletterFile>().Any(file => file.NewsletterId == letter.Id && file.Standing != FileStanding.InForce && file.Source == null))
        .OrderBy(letter => letter.Id).Take(20).ToListAsync(cancellationToken);

    private async Task<Newsletter?> ChosenAsync(CommandContext context, List<Newsletter> waiting, CancellationToken cancellationToken)
    {
        if (waiting.Count <= 1) return waiting.FirstOrDefault();
        var options = waiting.Select(letter => new ChoiceOption(letter.Id.ToString(CultureInfo.InvariantCulture), letter.Title)).ToList();
        var chosen = await context.ChooseAsync("which", texts.Get("Letters.Which"), options, cancellationToken);
        return waiting.Find(letter => letter.Id.ToString(CultureInfo.InvariantCulture) == chosen);
    }
}
