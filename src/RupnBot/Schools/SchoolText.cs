using RupnBot.Localization;

namespace RupnBot.Schools;

/// <summary>A school in words.</summary>
internal sealed class SchoolText(Texts texts)
{
    /// <summary>« Collège Jean-Moulin, Poitiers (0860001J) ».</summary>
    public string Line(School school) => school.City.Length == 0 || school.Name.Contains(school.City, StringComparison.OrdinalIgnoreCase)
        ? texts.Format("Schools.LineShort", ("name", school.Name), ("uai", school.Uai))
        : texts.Format("Schools.Line", ("name", school.Name), ("city", school.City), ("uai", school.Uai));

    /// <summary>« collège, Vienne (86), zone A ».</summary>
    public string Place(School school)
    {
        var parts = new List<string> { texts.Get($"Schools.Kind.{school.Kind}") };
        if (school.Department.Length > 0) parts.Add(texts.Format("Schools.Department", ("name", Departments.NameOf(school.Department)), ("code", school.Department)));
        if (school.Zone is { } zone) parts.Add(texts.Format("Schools.Zone", ("zone", zone)));
        if (!school.IsOpen) parts.Add(texts.Get("Schools.Closed"));
        return string.Join(", ", parts);
    }
}
