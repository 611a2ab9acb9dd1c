using System.Globalization;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Files;
using RupnBot.Bot.Messages;
using RupnBot.Localization;
using RupnBot.Newsletters.Files;
using RupnBot.Newsletters.Records;
using RupnBot.Newsletters.Writing;
using RupnBot.Scheduling.Calendar;
using RupnBot.Scheduling.Dates;

namespace RupnBot.Newsletters.Talking;

/// <summary>A letter in preparation: begun, given its words, its salons and its hour.</summary>
internal sealed class LetterDesk(LetterContents contents, LetterFileDesk files, LetterApproval approval, LetterPreview preview, LetterAudience audience, CurrentWorkingTime working, Texts texts)
{
    /// <summary>Words without a day or an hour mean a working morning.</summary>
    private static readonly WhenOptions When = new() { MaximumDays = 180 };

    /// <summary>Begins a letter with what was written: a link alone is read first.</summary>
    public async Task BeginAsync(CommandContext context, string words, CancellationToken cancellationToken)
    {
        if (LinkOf(words) is { } link)
        {
            var letter = await CreateAsync(context, cancellationToken);
            await LetterContentJob.QueueAsync(context.Db, new LetterContentPayload(letter.Id, link, null), context.EventId, context.Now, cancellationToken);
            return;
        }

        var markdown = LetterSource.Clean(words);
        Refuse(context, new Newsletter(), markdown);
        await contents.TakeAsync(context.Db, await CreateAsync(context, cancellationToken), markdown, keepsLines: true, context.Now, cancellationToken);
    }

    /// <summary>A Markdown file begins a letter, or, as a reply to one, is its new text.</summary>
    public async Task ReadAsync(CommandContext context, Newsletter? letter, ChatFile file, CancellationToken cancellationToken)
    {
        if (letter is { IsOver: true }) throw context.Fault($"Letters.CannotCorrect{letter.State}", ("title", letter.Title));
        if (letter is not null) await approval.RefuseOthersAsync(context, letter, cancellationToken);
        letter ??= await CreateAsync(context, cancellationToken);
        await LetterContentJob.QueueAsync(context.Db, new LetterContentPayload(letter.Id, null, file), context.EventId, context.Now, cancellationToken);
    }

    /// <summary>Other words in place of its own, another picture or attachment, or none, wherever it has come to.</summary>
    public async Task CorrectAsync(CommandContext context, Newsletter letter, string words, CancellationToken cancellationToken)
    {
        await approval.RefuseOthersAsync(context, letter, cancellationToken);
        if (LetterFileWords.Read(words) is { } file)
        {
            await (file.IsRemoval ? files.RemoveAsync(context, letter, file.IsPicture, cancellationToken) : files.ExpectAsync(context, letter, file.IsPicture, cancellationToken));
            return;
        }

        // It would be the letter's new text in every salon.
        if (LetterFileWords.IsDoubtful(words)) throw context.Fault("Letters.FileOrText");
        if (LinkOf(words) is { } link)
        {
            if (letter.IsOver) throw context.Fault($"Letters.CannotCorrect{letter.State}", ("title", letter.Title));
            await LetterContentJob.QueueAsync(context.Db, new LetterContentPayload(letter.Id, link, null), context.EventId, context.Now, cancellationToken);
            return;
        }

        var markdown = LetterSource.Clean(words);
        Refuse(context, letter, markdown);
        await contents.TakeAsync(context.Db, letter, markdown, keepsLines: true, context.Now, cancellationToken);
    }

    public async Task AddressAsync(CommandContext context, Newsletter letter, string words, CancellationToken cancellationToken)
    {
        Refuse(context, letter);
        var chosen = await audience.ReadAsync(context.Db, words, cancellationToken);
        if ((await audience.OfAsync(context.Db, chosen, cancellationToken)).Salons.Count == 0) throw context.Fault("Letters.NoSalons");
        letter.Audience = chosen;
        await RecapAsync(context, letter, cancellationToken);
    }

    public async Task ScheduleAsync(CommandContext context, Newsletter letter, string words, CancellationToken cancellationToken)
    {
        Refuse(context, letter);
        var isNow = TextFolding.Fold(words).Trim('.', '!', ' ') is "" or "maintenant" or "tout de suite" or "now" or "immediatement";
        letter.SendAt = isNow ? null : working.Now.NextWorkingInstant(await InstantAsync(context, words, cancellationToken));
        await RecapAsync(context, letter, cancellationToken);
    }

    /// <summary>« résumé » or « résumé https://… »: a few lines and a link in place of a long text.</summary>
    public async Task SummarizeAsync(CommandContext context, Newsletter letter, string words, CancellationToken cancellationToken)
    {
        Refuse(context, letter);
        await approval.RefuseOthersAsync(context, letter, cancellationToken);
        var text = LetterText.Render(letter.Markdown, letter.KeepsLines);
        if (text.Body.Plain.Length == 0) throw context.Fault("Letters.NoWords");
        if ((LinkOf(words) ?? text.FirstLink) is not { } link) throw context.Fault("Letters.SummaryNeedsLink");
        await contents.TakeAsync(context.Db, letter, LetterSource.Clean(LetterSummary.Of(text, link, texts)), keepsLines: false, context.Now, cancellationToken);
    }

    /// <summary>Sends it to the chat exactly as salons will get it.</summary>
    public async Task TestAsync(CommandContext context, Newsletter letter, CancellationToken cancellationToken)
    {
        if (letter.Plain.Length == 0) throw context.Fault("Letters.NoWords");
        // No fault, which lets go what was queued: what is missing has just been asked for.
        if (!await preview.PutAsync(context.Db, letter, context.Room.Id, context.Now, cancellationToken)) await context.ReplyAsync(texts.Get("Letters.FilesUnderWay"), cancellationToken);
    }

    private async Task<Newsletter> CreateAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var letter = new Newsletter { EditorId = context.Sender, ChatId = context.Room.Id, CreatedAt = context.Now, TouchedAt = context.Now };
        context.Db.Add(letter);
        await context.Db.SaveChangesAsync(cancellationToken);
        return letter;
    }

    private Task RecapAsync(CommandContext context, Newsletter letter, CancellationToken cancellationToken)
    {
        letter.TouchedAt = context.Now;
        return preview.RecapAsync(context.Db, letter, context.Now, cancellationToken);
    }

    private async Task<DateTimeOffset> InstantAsync(CommandContext context, string words, CancellationToken cancellationToken)
    {
        // Chosen a moment ago: what the words would mean now may have moved on.
        if (context.Choices.TryGetValue("when", out var chosen) && long.TryParse(chosen, CultureInfo.InvariantCulture, out var instant)) return DateTimeOffset.FromUnixTimeMilliseconds(instant);
        var zone = working.Now.TimeZone;
        switch (WhenParser.Parse(words, context.Now, zone, texts.Culture, When))
        {
            case WhenResult.Understood understood:
                return understood.Instant;
            case WhenResult.Ambiguous ambiguous:
                var options = ambiguous.Candidates.Select(candidate => new ChoiceOption(candidate.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), DateText.Full(candidate, zone, texts.Culture)));
                return DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(await context.ChooseAsync("when", texts.Get(ambiguous.ResourceKey), [.. options], cancellationToken), CultureInfo.InvariantCulture));
            case WhenResult.Past past:
                throw context.Fault(WhenResult.Past.ResourceKey, ("instant", DateText.Full(past.Instant, zone, texts.Culture)));
            case WhenResult.NotUnderstood not:
                throw context.Fault(not.ResourceKey);
            default:
                throw new InvalidOperationException("A date was read in a way nobody foresaw.");
        }
    }

    private static void Refuse(CommandContext context, Newsletter letter, string markdown)
    {
        if (LetterContents.FaultOf(letter, markdown, keepsLines: true) is { } fault) throw context.Fault(fault, ("title", letter.Title));
    }

    // Once agreed to, only what it says can be changed: which salons get it, and when, was shown and agreed to.
    private static void Refuse(CommandContext context, Newsletter letter)
    {
        if (letter.State != NewsletterState.Draft) throw context.Fault("Letters.Fixed", ("title", letter.Title));
    }

    /// <summary>The address when it is all that was written.</summary>
    public static string? LinkOf(string words)
    {
        var text = words.Trim().TrimStart('<').TrimEnd('>');
        return text.StartsWith("http", StringComparison.OrdinalIgnoreCase) && !text.Any(char.IsWhiteSpace) ? WebAddress.Normalize(text) : null;
    }
}
