using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Commands;
using RupnBot.Localization;
using RupnBot.Storage;

namespace RupnBot.Polls.Templates;

/// <summary>The polls that are ready: those that come with the bot, and the editors' own.</summary>
internal sealed class TemplateBook(Texts texts)
{
    private static readonly (string French, string English)[] BuiltIn =
    [
        ("besoins-formation", "training-needs"),
        ("pannes-materiel", "equipment-trouble"),
        ("tablettes", "tablets"),
        ("envie-atelier", "workshop-wish"),
        ("evaluation-differenciation", "assessment-differentiation"),
        ("accessibilite", "accessibility"),
        ("bilan-atelier", "workshop-review"),
        ("rentree", "start-of-year"),
    ];

    private static readonly string[] TemplateWords = ["modele", "template"];

    /// <summary>The names that cannot be taken by an editor's own.</summary>
    public static bool IsBuiltIn(string name) => BuiltIn.Any(pair => pair.French == name || pair.English == name);

    /// <summary>All of them, the bot's first; the text is what would be written after <c>sondage</c>.</summary>
    public async Task<IReadOnlyList<(string Name, string Text, bool IsOwn)>> ListAsync(BotDbContext db, CancellationToken cancellationToken)
    {
        var own = await db.Set<PollTemplate>().OrderBy(template => template.Name).ToListAsync(cancellationToken);
        return [.. BuiltIn.Select(pair => (texts.IsFrench ? pair.French : pair.English, TextOf(pair.French), false)), .. own.Select(template => (template.Name, template.Text, true))];
    }

    public async Task<string?> FindAsync(BotDbContext db, string name, CancellationToken cancellationToken)
    {
        foreach (var (french, english) in BuiltIn)
            if (name == french || name == english) return TextOf(french);
        return await db.Set<PollTemplate>().Where(template => template.Name == name).Select(template => template.Text).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>
    /// Puts the template in place of « modele besoins-formation »; lines or parts after it are added to it. Anything else comes back as it is: a
    /// question may well begin with that word.
    /// </summary>
    /// <exception cref="CommandFault">There is no such template.</exception>
    public async Task<string> ExpandAsync(CommandContext context, string rest, CancellationToken cancellationToken)
    {
        var word = rest.Split((char[]?)null, 2, StringSplitOptions.TrimEntries);
        if (word.Length < 2 || !TemplateWords.Contains(TextFolding.Fold(word[0]).TrimEnd(':'))) return rest;
        var parts = word[1].Split(['|', '\n'], 2, StringSplitOptions.TrimEntries);
        if (TemplateName.Of(parts[0]) is { } name && await FindAsync(context.Db, name, cancellationToken) is { } found)
            return parts.Length == 1 ? found : $"{found}\n{parts[1].Replace('|', '\n')}";
        // With answers of its own it is a poll; without, a name that is not known.
        return parts.Length == 1 && !parts[0].Contains('?') ? throw context.Fault("Polls.Templates.Unknown", ("name", parts[0])) : rest;
    }

    private string TextOf(string french) => texts.Get($"Polls.Template.{french}");
}
