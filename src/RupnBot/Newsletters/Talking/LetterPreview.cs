using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RupnBot.Bot.Messages;
using RupnBot.Bot.Rooms;
using RupnBot.Configuration;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Newsletters.Files;
using RupnBot.Newsletters.Records;
using RupnBot.Newsletters.Sending;
using RupnBot.Newsletters.Writing;
using RupnBot.Scheduling.Calendar;
using RupnBot.Scheduling.Dates;
using RupnBot.Storage;

namespace RupnBot.Newsletters.Talking;

/// <summary>Shows a letter as salons will get it, then says whom it goes to, when, and what can be said next.</summary>
internal sealed class LetterPreview(LetterAudience audience, LetterReport report, CurrentWorkingTime working, IOptions<BotOptions> options, Texts texts)
{
    /// <summary>At once, or as soon as its files are there.</summary>
    public async Task ShowAsync(BotDbContext db, Newsletter letter, DateTimeOffset now, CancellationToken cancellationToken)
    {
        letter.PreviewWanted = !await PutAsync(db, letter, letter.ChatId, now, cancellationToken);
        if (!letter.PreviewWanted) await RecapAsync(db, letter, now, cancellationToken);
    }

    /// <summary>Exactly what a salon gets, in a direct chat.</summary>
    /// <returns>False when its files must be uploaded first; nothing was said then.</returns>
    public async Task<bool> PutAsync(BotDbContext db, Newsletter letter, RoomId chat, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var encrypted = await db.Set<Room>().Where(room => room.Id == chat).Select(room => room.IsEncrypted).FirstOrDefaultAsync(cancellationToken);
        var files = await LetterFiles.WithoutBytesAsync(db, letter.Id, cancellationToken);
        if (!await LetterFiles.AreReadyAsync(db, files, encrypted, now, cancellationToken)) return false;
        foreach (var file in files.Where(file => file.IsPicture)) await LetterVoice.SayAsync(db, letter, LetterParts.File(file, encrypted)!, now, cancellationToken, chat);
        if (letter.Plain.Length > 0) await LetterVoice.SayAsync(db, letter, LetterParts.Text(letter), now, cancellationToken, chat);
        foreach (var file in files.Where(file => !file.IsPicture)) await LetterVoice.SayAsync(db, letter, LetterParts.File(file, encrypted)!, now, cancellationToken, chat);
        return true;
    }

    /// <summary>Whom it goes to, when, what it has; what can be said next.</summary>
    public async Task RecapAsync(BotDbContext db, Newsletter letter, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var builder = new MessageBuilder().Paragraph(letter.Title.Length > 0 ? texts.Format("Letters.Recap", ("title", letter.Title)) : texts.Get("Letters.RecapEmpty"));
        builder.BulletList((await LinesAsync(db, letter, now, cancellationToken)).Select(InlineText.From));
        if (letter.Plain.Length > LetterText.Readable) builder.Paragraph(texts.Format("Letters.Long", ("count", letter.Plain.Length)));
        await LetterVoice.SayAsync(db, letter, builder.Paragraph(texts.Get("Letters.Words")).Build(), now, cancellationToken);
    }

    /// <summary>« À : les collèges : 34 salons, 812 personnes », « Quand : … », and its files.</summary>
    public async Task<IReadOnlyList<string>> LinesAsync(BotDbContext db, Newsletter letter, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        var salons = 0;
        if (letter.Audience is { } chosen)
        {
            var found = await audience.OfAsync(db, chosen, cancellationToken);
            salons = found.Salons.Count;
            lines.Add(texts.Format("Letters.To", ("audience", found.Described)));
        }
        else
        {
            lines.Add(texts.Get("Letters.ToWhom"));
        }

        lines.Add(await WhenAsync(db, letter, salons, now, cancellationToken));
        foreach (var file in await LetterFiles.WithoutBytesAsync(db, letter.Id, cancellationToken))
        {
            if (!file.IsPicture) lines.Add(texts.Format("Letters.Attachment", ("file", file.FileName)));
            else lines.Add(file.Description is { Length: > 0 } words ? texts.Format("Letters.Picture", ("description", words)) : texts.Get("Letters.PictureUndescribed"));
        }

        return lines;
    }

    private async Task<string> WhenAsync(BotDbContext db, Newsletter letter, int salons, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var start = letter.SendAt is { } at && at > now ? at : now;
        var plan = await report.PlanAsync(db, letter, salons, start, cancellationToken);
        var begins = letter.SendAt is null && plan.From == now ? texts.Get("Letters.AtOnce") : DateText.Full(plan.From, options.Value.Zone, texts.Culture);
        if (salons == 0) return texts.Format("Letters.When", ("start", begins));
        var line = texts.Format("Letters.WhenEnd", ("start", begins), ("end", report.End(plan, plan.From)));
        return plan.GoesOn ? $"{line} {texts.Format("Letters.GoesOn", ("closing", DateText.Time(working.Now.Hours.Closing, texts.Culture)))}" : line;
    }
}
