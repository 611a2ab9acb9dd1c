using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Messages;
using RupnBot.Sources.Catalog;
using RupnBot.Storage;

namespace RupnBot.Schools.Salons;

/// <summary>The school that is meant by an identifier, perhaps mistyped, or by words of its name.</summary>
internal sealed class SchoolChoice(SchoolText words)
{
    private const int MostOffered = 9;
    private const int MostCandidates = 3000;
    private const string None = "none";

    /// <exception cref="CommandFault">There is no such school.</exception>
    public async Task<School> OfAsync(CommandContext context, SalonRequest request, CancellationToken cancellationToken)
    {
        if (request.Uai is not { } uai) return await ByNameAsync(context, request.Search, cancellationToken);
        if (await context.Db.FindAsync<School>([uai], cancellationToken) is { } school) return school;
        await RequireSchoolsAsync(context, cancellationToken);
        var near = await NearAsync(context.Db, uai, cancellationToken);
        if (near.Count > 0) return await AskAsync(context, near, context.Texts.Format("Schools.Near", ("uai", uai)), cancellationToken);
        throw context.Fault(Uai.HasRightLetter(uai) ? "Schools.UnknownUai" : "Schools.WrongLetter", ("uai", uai));
    }

    private async Task<School> ByNameAsync(CommandContext context, string search, CancellationToken cancellationToken)
    {
        await RequireSchoolsAsync(context, cancellationToken);
        var shown = DisplayText.Shorten(DisplayText.OneLine(search), 80);
        var terms = Topic.Fold(search).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().ToList();
        if (terms.Count is 0 or > 12 || terms.TrueForAll(term => term.Length < 2)) throw context.Fault("Schools.NoSuchSchool", ("name", shown));
        var query = context.Db.Set<School>().AsNoTracking().Where(school => school.IsOpen);
        foreach (var term in terms) query = query.Where(school => school.Search.Contains(term) || school.Department == term);
        var found = await query.OrderBy(school => school.Search).ThenBy(school => school.Uai).Take(MostOffered + 1).ToListAsync(cancellationToken);
        if (found.Count == 0) throw context.Fault("Schools.NoSuchSchool", ("name", shown));
        if (found.Count > MostOffered) throw context.Fault("Schools.TooManySchools", ("name", shown));
        return await AskAsync(context, found, context.Texts.Get("Schools.WhichSchool"), cancellationToken);
    }

    private async Task<School> AskAsync(CommandContext context, IReadOnlyList<School> schools, string question, CancellationToken cancellationToken)
    {
        var options = schools.Select(school => new ChoiceOption(school.Uai, words.Line(school))).Append(new ChoiceOption(None, context.Texts.Get("Schools.NoneOfThem"))).ToList();
        var chosen = await context.ChooseAsync("school", question, options, cancellationToken);
        return schools.FirstOrDefault(school => school.Uai == chosen) ?? throw context.Fault("Schools.NoneChosen");
    }

    private static async Task<IReadOnlyList<School>> NearAsync(BotDbContext db, string uai, CancellationToken cancellationToken)
    {
        // The same department, or the same school's four figures: only one character is wrong.
        var (head, tail) = (uai[..3], uai[3..7]);
        var candidates = await db.Set<School>().AsNoTracking()
            .Where(school => school.IsOpen && (school.Uai.StartsWith(head) || school.Uai.Substring(3, 4) == tail))
            .OrderBy(school => school.Uai).Take(MostCandidates).ToListAsync(cancellationToken);
        return [.. candidates.Where(school => Uai.IsNear(uai, school.Uai)).OrderBy(school => school.Uai[..7] == uai[..7] ? 0 : school.Uai[7] == uai[7] ? 1 : 2).ThenBy(school => school.Uai).Take(MostOffered)];
    }

    private static async Task RequireSchoolsAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (!await context.Db.Set<School>().AnyAsync(cancellationToken)) throw context.Fault("Schools.NoneImported");
    }
}
