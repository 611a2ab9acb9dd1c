using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Messages;
using RupnBot.Bot.Rooms;
using RupnBot.Localization;

namespace RupnBot.Bot.Commands.Builtin;

/// <summary><c>referent @x</c> names someone (again: takes it back); alone it lists them. Several may be named.</summary>
internal sealed class ReferentCommand : ICommand
{
    public CommandInfo Info { get; } = new("referent", "coordinator", Role.Referent, Places.Everywhere, "referente", "referents");

    public async Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var words = TextFolding.Fold(context.Line.Rest).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
        {
            await ListAsync(context, cancellationToken);
            return;
        }

        var salon = await context.SalonAsync(asReferent: true, cancellationToken);
        var removes = words[0] is "retirer" or "enlever" or "supprimer" or "remove";
        var text = removes ? context.Line.Rest[(context.Line.Rest.IndexOf(' ', StringComparison.Ordinal) + 1)..] : context.Line.Rest;
        var member = await FindAsync(context, salon, text, cancellationToken);
        var existing = await context.Db.FindAsync<Referent>([salon.Id, member.UserId], cancellationToken);
        if (removes)
        {
            if (existing is null) throw context.Fault("Bot.ReferentNotNamed", ("name", NameOf(member)));
            context.Db.Remove(existing);
        }
        else if (existing is null)
        {
            context.Db.Add(new Referent { RoomId = salon.Id, UserId = member.UserId, NamedBy = context.Sender, NamedAt = context.Now });
        }

        var key = removes ? "Bot.ReferentRemoved" : "Bot.ReferentNamed";
        await context.ConfirmAsync(context.Texts.Format(key, ("name", NameOf(member)), ("salon", context.NameOf(salon))), cancellationToken);
    }

    private static async Task ListAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var salon = await context.SalonAsync(asReferent: false, cancellationToken);
        var named = await context.Db.Set<Referent>().Where(referent => referent.RoomId == salon.Id).Select(referent => referent.UserId).ToListAsync(cancellationToken);
        var levels = RoomRights.LevelsOf(salon);
        var members = await context.Db.Set<RoomMember>().Where(member => member.RoomId == salon.Id && member.IsJoined).ToListAsync(cancellationToken);
        var names = members.Where(member => member.UserId != context.Self && (named.Contains(member.UserId) || levels.LevelOf(member.UserId) >= RoomRights.Moderator))
            .Select(NameOf).Order(StringComparer.Create(context.Texts.Culture, ignoreCase: true)).ToList();
        if (names.Count == 0) throw context.Fault("Bot.ReferentNone");
        var body = new MessageBuilder().Paragraph(context.Texts.Format("Bot.ReferentList", ("salon", context.NameOf(salon))))
            .BulletList(names.Select(InlineText.From)).Build();
        await context.ReplyAsync(body, cancellationToken);
    }

    // A Matrix id, « @anne », or a display name: whatever a client inserts when a member is picked from its list.
    private static async Task<RoomMember> FindAsync(CommandContext context, Room salon, string text, CancellationToken cancellationToken)
    {
        var wanted = TextFolding.Fold(text).Trim().TrimEnd(':').Trim();
        var members = await context.Db.Set<RoomMember>().Where(member => member.RoomId == salon.Id && member.IsJoined && member.UserId != context.Self).ToListAsync(cancellationToken);
        var exact = members.Find(member => TextFolding.Fold(member.UserId.Value) == wanted);
        if (exact is not null) return exact;
        var bare = wanted.TrimStart('@');
        var found = members.Where(member => Matches(member, bare)).ToList();
        return found switch
        {
            [] => throw context.Fault("Bot.ReferentUnknown", ("name", text.Trim())),
            [var only] => only,
            _ => await ChosenAsync(context, found, cancellationToken),
        };
    }

    private static async Task<RoomMember> ChosenAsync(CommandContext context, List<RoomMember> found, CancellationToken cancellationToken)
    {
        var options = found.Take(20).Select(member => new ChoiceOption(member.UserId.Value, $"{NameOf(member)} ({member.UserId})")).ToList();
        var chosen = await context.ChooseAsync("member", context.Texts.Get("Bot.ReferentWhich"), options, cancellationToken);
        return found.Single(member => member.UserId.Value == chosen);
    }

    private static bool Matches(RoomMember member, string wanted) =>
        wanted.Length >= 2 && (TextFolding.Fold(member.UserId.LocalPart) == wanted || TextFolding.Fold(NameOf(member)).StartsWith(wanted, StringComparison.Ordinal));

    private static string NameOf(RoomMember member) => member.DisplayName ?? member.UserId.Value;
}
