using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Messages;
using RupnBot.Localization;
using RupnBot.Polls.Requests;

namespace RupnBot.Polls.Templates;

/// <summary><c>modeles</c>: which polls are ready; <c>modele NOM</c> shows one; editors add and remove their own.</summary>
internal sealed class TemplatesCommand(TemplateBook book) : ICommand
{
    private const int Most = 100;
    private static readonly string[] AddWords = ["ajouter", "ajoute", "add"];
    private static readonly string[] RemoveWords = ["retirer", "retire", "supprimer", "remove"];

    public CommandInfo Info { get; } = new("modeles", "templates", Role.Referent, Places.Everywhere, "modele", "template") { Theme = HelpTheme.Polls };

    public Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var rest = context.Line.Rest.Trim();
        if (rest.Length == 0) return ListAsync(context, cancellationToken);
        var parts = rest.Split((char[]?)null, 2, StringSplitOptions.TrimEntries);
        var word = TextFolding.Fold(parts[0]);
        var what = parts.Length > 1 ? parts[1] : "";
        if (AddWords.Contains(word)) return AddAsync(context, what, cancellationToken);
        return RemoveWords.Contains(word) ? RemoveAsync(context, what, cancellationToken) : ShowAsync(context, rest, cancellationToken);
    }

    private async Task ListAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var texts = context.Texts;
        var lines = (await book.ListAsync(context.Db, cancellationToken)).Select(template => new InlineText().Strong(template.Name).Text(
            texts.Format(template.IsOwn ? "Polls.Templates.OwnLine" : "Polls.Templates.Line", ("question", DisplayText.Shorten(template.Text.Split('\n', '|')[0].Trim(), 100)))));
        var body = new MessageBuilder().Paragraph(texts.Get("Polls.Templates.List")).BulletList(lines).Paragraph(texts.Get("Polls.Templates.How"));
        await context.ReplyAsync(body.Build(), cancellationToken);
    }

    private async Task ShowAsync(CommandContext context, string words, CancellationToken cancellationToken)
    {
        if (TemplateName.Of(words) is not { } name || await book.FindAsync(context.Db, name, cancellationToken) is not { } text)
            throw context.Fault("Polls.Templates.Unknown", ("name", DisplayText.Shorten(words, 60)));
        var request = (PollRequest)PollRequestParser.Parse(text);
        var body = new MessageBuilder().Paragraph(new InlineText().Strong(request.Question)).NumberedList(request.Answers.Select(InlineText.From));
        if (request.IsSeveral) body.Paragraph(context.Texts.Get("Polls.Several.Setting"));
        await context.ReplyAsync(body.Paragraph(context.Texts.Format("Polls.Templates.Start", ("name", name))).Build(), cancellationToken);
    }

    private static async Task AddAsync(CommandContext context, string what, CancellationToken cancellationToken)
    {
        RefuseOthers(context);
        var parts = what.Split(['|', '\n'], 2, StringSplitOptions.TrimEntries);
        if (parts.Length < 2 || TemplateName.Of(parts[0]) is not { } name) throw context.Fault("Polls.Templates.AddHow");
        if (TemplateBook.IsBuiltIn(name) || await context.Db.Set<PollTemplate>().AnyAsync(template => template.Name == name, cancellationToken))
            throw context.Fault("Polls.Templates.Exists", ("name", name));
        if (await context.Db.Set<PollTemplate>().CountAsync(cancellationToken) >= Most) throw context.Fault("Polls.Templates.TooMany", ("count", Most));
        if (PollRequestParser.Parse(parts[1]) is PollRequestFault fault)
        {
            await context.ReplyAsync(PollRequestFaultText.Render(fault, context.Texts, $"modele ajouter {name} |"), cancellationToken);
            return;
        }

        context.Db.Add(new PollTemplate { Name = name, Text = parts[1] });
        await context.ConfirmAsync(context.Texts.Format("Polls.Templates.Added", ("name", name)), cancellationToken);
    }

    private static async Task RemoveAsync(CommandContext context, string what, CancellationToken cancellationToken)
    {
        RefuseOthers(context);
        if (TemplateName.Of(what) is not { } name) throw context.Fault("Polls.Templates.Unknown", ("name", what));
        if (TemplateBook.IsBuiltIn(name)) throw context.Fault("Polls.Templates.NotYours", ("name", name));
        var template = await context.Db.Set<PollTemplate>().AsTracking().FirstOrDefaultAsync(template => template.Name == name, cancellationToken)
            ?? throw context.Fault("Polls.Templates.Unknown", ("name", name));
        context.Db.Remove(template);
        await context.ConfirmAsync(context.Texts.Format("Polls.Templates.Removed", ("name", name)), cancellationToken);
    }

    private static void RefuseOthers(CommandContext context)
    {
        if (context.Role < Role.Editor) throw context.Fault("Bot.OnlyEditors", ("command", "modele ajouter"));
    }
}
