using RupnBot.Bot.Commands;
using RupnBot.Bot.Messages;
using RupnBot.Bot.Rooms;

namespace RupnBot.Schools.Salons;

/// <summary><c>salon 0860001J</c>: which school a salon is of; <c>salon #pix</c>: free tags beside; alone: what is noted.</summary>
internal sealed class SalonCommand(SchoolChoice choice, SchoolText words) : ICommand
{
    public CommandInfo Info { get; } = new("salon", "school", Role.Referent, Places.Everywhere, "etablissement", "uai");

    public async Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var request = SalonRequest.Parse(context.Line.Rest);
        var salon = await SalonPick.OfAsync(context, request.Salon, changes: !request.OnlyShows, cancellationToken);
        if (request.OnlyShows)
        {
            await context.ReplyAsync(await ShownAsync(context, salon, "Schools.Shown", cancellationToken), cancellationToken);
            return;
        }

        var school = request.Uai is null && request.Search.Length == 0 ? null : await choice.OfAsync(context, request, cancellationToken);
        await SalonBook.TagAsync(context, salon.Id, request, cancellationToken);
        if (request.Unlinks) await SalonBook.UnlinkAsync(context.Db, salon.Id, cancellationToken);
        if (school is not null) await SalonBook.LinkAsync(context.Db, salon.Id, school.Uai, context.Sender, context.Now, cancellationToken);
        await context.Db.SaveChangesAsync(cancellationToken);
        await context.ConfirmAsync(await ShownAsync(context, salon, "Schools.Done", cancellationToken), cancellationToken);
    }

    private async Task<MessageBody> ShownAsync(CommandContext context, Room salon, string title, CancellationToken cancellationToken)
    {
        var name = context.NameOf(salon);
        var link = await context.Db.FindAsync<SalonSchool>([salon.Id], cancellationToken);
        var school = link is null ? null : await context.Db.FindAsync<School>([link.Uai], cancellationToken);
        var tags = await SalonBook.TagsAsync(context.Db, salon.Id, cancellationToken);
        var builder = new MessageBuilder().Paragraph(context.Texts.Format(title, ("salon", name))).BulletList(
        [
            InlineText.From(school is null ? context.Texts.Get("Schools.NoSchool") : context.Texts.Format("Schools.SchoolLine", ("school", words.Line(school)), ("place", words.Place(school)))),
            InlineText.From(tags.Count == 0 ? context.Texts.Get("Schools.NoTags") : context.Texts.Format("Schools.Tags", ("tags", string.Join(", ", tags.Select(tag => "#" + tag.Label))))),
        ]);
        return builder.Paragraph(context.Texts.Get("Schools.How")).Build();
    }
}
