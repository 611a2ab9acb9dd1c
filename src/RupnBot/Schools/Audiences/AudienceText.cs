using RupnBot.Localization;

namespace RupnBot.Schools.Audiences;

/// <summary>An audience in words: « les collèges de la Vienne (86), sauf #pix ».</summary>
public static class AudienceText
{
    public static string Describe(Audience audience, Texts texts)
    {
        var among = Describe(audience.Among, texts);
        if (audience.Except.Count == 0) return among;
        return texts.Format("Audience.Except", ("among", among), ("except", Join(audience.Except.Select(criteria => Describe(criteria, texts)), "Audience.And", texts)));
    }

    /// <summary>« les collèges de la Vienne (86) : 34 salons, 812 personnes ».</summary>
    public static string Describe(Audience audience, AudienceReach reach, Texts texts) =>
        texts.Format("Audience.Reach", ("audience", Describe(audience, texts)), ("salons", texts.Plural("Audience.Salons", reach.Salons)), ("people", texts.Plural("Audience.People", reach.People)));

    private static string Describe(AudienceCriteria criteria, Texts texts)
    {
        if (criteria.IsEmpty) return texts.Get("Audience.Everybody");
        var text = new List<string> { Kinds(criteria, texts) };
        if (criteria.Departments.Count > 0) text.Add(Join(criteria.Departments.Select(code => Department(code, texts)), "Audience.Or", texts));
        if (criteria.Zones.Count > 0) text.Add(texts.Format(criteria.Zones.Count == 1 ? "Audience.Zone" : "Audience.Zones", ("zones", Join(criteria.Zones.Select(zone => zone.ToString()), "Audience.Or", texts))));
        if (criteria.Tags.Count > 0) text.Add(texts.Format("Audience.Tagged", ("tags", Join(criteria.Tags.Select(tag => "#" + tag), "Audience.Or", texts))));
        if (criteria.Topics.Count > 0) text.Add(texts.Format("Audience.Subscribed", ("topics", Join(criteria.Topics.Select(topic => texts.Format("Audience.Quoted", ("name", topic))), "Audience.Or", texts))));
        if (criteria.Salons.Count > 0) text.Add(Join(criteria.Salons.Select(salon => texts.Format("Audience.Quoted", ("name", salon))), "Audience.Or", texts));
        return string.Join(' ', text.Where(part => part.Length > 0));
    }

    private static string Kinds(AudienceCriteria criteria, Texts texts)
    {
        IEnumerable<SchoolKind> kinds = criteria.Kinds;
        if (kinds.Contains(SchoolKind.Lycee) && kinds.Contains(SchoolKind.VocationalLycee))
        {
            // Both at once are « les lycées ».
            var others = kinds.Where(kind => kind is not (SchoolKind.Lycee or SchoolKind.VocationalLycee)).Select(kind => texts.Get($"Audience.Kind.{kind}"));
            return Join(others.Append(texts.Get("Audience.Kind.AllLycees")), "Audience.And", texts);
        }

        if (criteria.Kinds.Count > 0) return Join(kinds.Select(kind => texts.Get($"Audience.Kind.{kind}")), "Audience.And", texts);
        // Alone, names and marks of salons speak for themselves.
        return criteria.Salons.Count > 0 && criteria.Departments.Count == 0 && criteria.Zones.Count == 0 && criteria.Tags.Count == 0 && criteria.Topics.Count == 0
            ? texts.Get(criteria.Salons.Count == 1 ? "Audience.TheSalon" : "Audience.TheSalons")
            : texts.Get("Audience.TheSalons");
    }

    private static string Department(string code, Texts texts) => texts.Format("Audience.Department", ("genitive", texts.IsFrench ? Departments.Genitive(code) : "in " + Departments.NameOf(code)), ("code", code));

    private static string Join(IEnumerable<string> parts, string between, Texts texts)
    {
        var all = parts.ToList();
        return all.Count <= 1 ? string.Concat(all) : texts.Format(between, ("before", string.Join(", ", all[..^1])), ("last", all[^1]));
    }
}
