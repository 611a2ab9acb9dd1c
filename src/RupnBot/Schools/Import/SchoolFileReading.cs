using RupnBot.Bot.Messages;
using RupnBot.Localization;

namespace RupnBot.Schools.Import;

/// <summary>What a file of schools says.</summary>
/// <param name="Schools">Those that could be read, in the order of the file.</param>
/// <param name="Faults">The lines left out, and why; the file as a whole when its line is 0 or the columns lack.</param>
/// <param name="Notes">What was read though it looks odd.</param>
internal sealed record SchoolFileReading(IReadOnlyList<School> Schools, IReadOnlyList<SchoolFileRemark> Faults, IReadOnlyList<SchoolFileRemark> Notes)
{
    public static SchoolFileReading Refused(int line, SchoolFileFault fault, string value = "") => new([], [new SchoolFileRemark(line, fault, value)], []);
}

internal enum SchoolFileFault
{
    TooLarge,
    NoUaiColumn,
    NoNameColumn,
    TooManySchools,
    Fields,
    NoUai,
    BadUai,
    NoName,
    Twice,
    UnknownZone,
    UnknownDepartment,

    /// <summary>Only noted: the directory is the authority, and some of its identifiers do bear another letter.</summary>
    OtherLetter,

    /// <summary>Only noted: counted as « autre ».</summary>
    UnknownKind,
}

/// <summary>Something about a line of the file, counted from 1 as an editor shows it.</summary>
internal sealed record SchoolFileRemark(int Line, SchoolFileFault Fault, string Value)
{
    public string ToText(Texts texts) => texts.Format($"Schools.Import.{Fault}", ("line", Line), ("value", DisplayText.Shorten(DisplayText.OneLine(Value), 60)));
}
