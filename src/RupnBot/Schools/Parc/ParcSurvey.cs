using Microsoft.EntityFrameworkCore;
using RupnBot.Schools.Audiences;
using RupnBot.Schools.Salons;
using RupnBot.Storage;

namespace RupnBot.Schools.Parc;

/// <summary>Which open schools the bot is in, and which not.</summary>
internal static class ParcSurvey
{
    public static async Task<IReadOnlyList<ParcCount>> CountAsync(BotDbContext db, AudienceCriteria among, CancellationToken cancellationToken)
    {
        var all = await Of(db, among).GroupBy(school => new { school.Department, school.Kind }).Select(group => new { group.Key.Department, group.Key.Kind, Count = group.Count() }).ToListAsync(cancellationToken);
        var with = await Of(db, among).Where(school => db.Set<SalonSchool>().Any(link => link.Uai == school.Uai))
            .GroupBy(school => new { school.Department, school.Kind }).Select(group => new { group.Key.Department, group.Key.Kind, Count = group.Count() }).ToListAsync(cancellationToken);
        var linked = with.ToDictionary(count => (count.Department, count.Kind), count => count.Count);
        return [.. all.Select(count => new ParcCount(count.Department, count.Kind, count.Count, linked.GetValueOrDefault((count.Department, count.Kind)))).OrderBy(count => count.Department, StringComparer.Ordinal).ThenBy(count => count.Kind)];
    }

    /// <summary>Those without the bot, by department, town and name.</summary>
    public static async Task<IReadOnlyList<School>> MissingAsync(BotDbContext db, AudienceCriteria among, int most, CancellationToken cancellationToken) =>
        await Of(db, among).Where(school => !db.Set<SalonSchool>().Any(link => link.Uai == school.Uai))
            .OrderBy(school => school.Department).ThenBy(school => school.City).ThenBy(school => school.Name).ThenBy(school => school.Uai).Take(most).ToListAsync(cancellationToken);

    /// <summary>All of them with the number of their salons, those without the bot first.</summary>
    public static async Task<IReadOnlyList<ParcRow>> AllAsync(BotDbContext db, AudienceCriteria among, int most, CancellationToken cancellationToken)
    {
        var rows = await Of(db, among).Select(school => new { School = school, Salons = db.Set<SalonSchool>().Count(link => link.Uai == school.Uai) })
            .OrderBy(row => row.Salons > 0).ThenBy(row => row.School.Department).ThenBy(row => row.School.City).ThenBy(row => row.School.Name).ThenBy(row => row.School.Uai)
            .Take(most).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new ParcRow(row.School, row.Salons))];
    }

    private static IQueryable<School> Of(BotDbContext db, AudienceCriteria among)
    {
        var schools = db.Set<School>().AsNoTracking().Where(school => school.IsOpen);
        var (kinds, departments, zones) = (among.Kinds.ToList(), among.Departments.ToList(), among.Zones.Select(zone => (Scheduling.Calendar.SchoolZone?)zone).ToList());
        if (kinds.Count > 0) schools = schools.Where(school => kinds.Contains(school.Kind));
        if (departments.Count > 0) schools = schools.Where(school => departments.Contains(school.Department));
        return zones.Count > 0 ? schools.Where(school => zones.Contains(school.Zone)) : schools;
    }
}
