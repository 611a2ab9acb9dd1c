using System.Text;
using System.Text.Unicode;
using CsvHelper;
using RupnBot.Bot.Messages;
using RupnBot.Scheduling.Calendar;
using RupnBot.Sources.Feeds.Decoding;

namespace RupnBot.Schools.Import;

/// <summary>
/// Reads a CSV of schools: the ministry's directory as it is downloaded, or a few columns written by hand. Commas or semicolons, UTF-8 with or
/// without its mark or Windows-1252 as a spreadsheet saves it. A line that cannot be read is left out and named; pure.
/// </summary>
internal static class SchoolFileReader
{
    /// <summary>The directory of the whole country has some 70,000 and 40 MB.</summary>
    public const int MaximumBytes = 128 << 20;
    public const int MaximumSchools = 200_000;

    private static readonly CsvReaderOptions Options = new() { TrackLineNumbers = true, PoolStrings = true, MaxRecordSize = 1 << 20 };

    public static SchoolFileReading Read(byte[] bytes)
    {
        if (bytes.Length > MaximumBytes) return SchoolFileReading.Refused(0, SchoolFileFault.TooLarge);
        using var csv = CsvReader.Create(Utf8Of(bytes), Options);
        try
        {
            csv.ReadHeader();
            var columns = SchoolColumns.Of(csv);
            if (!columns.HasUai) return SchoolFileReading.Refused(1, SchoolFileFault.NoUaiColumn);
            return columns.HasName ? ReadLines(csv, columns) : SchoolFileReading.Refused(1, SchoolFileFault.NoNameColumn);
        }
        catch (CsvFormatException)
        {
            return SchoolFileReading.Refused((int)csv.LineNumber, SchoolFileFault.Fields);
        }
    }

    private static SchoolFileReading ReadLines(CsvReader csv, SchoolColumns columns)
    {
        var schools = new Dictionary<string, School>(StringComparer.Ordinal);
        var faults = new List<SchoolFileRemark>();
        var notes = new List<SchoolFileRemark>();
        while (csv.Read())
        {
            var number = (int)csv.LineNumber;
            if (schools.Count == MaximumSchools) return SchoolFileReading.Refused(number, SchoolFileFault.TooManySchools);
            // A quote that is not closed swallows the fields behind it.
            if (csv.FieldCount != csv.Headers.Count)
            {
                faults.Add(new SchoolFileRemark(number, SchoolFileFault.Fields, csv.GetString(0)));
                continue;
            }

            var line = columns.Read(csv);
            if (FaultOf(line) is { } fault)
            {
                faults.Add(new SchoolFileRemark(number, fault.Fault, fault.Value));
                continue;
            }

            var school = SchoolOf(line);
            if (!schools.TryAdd(school.Uai, school))
            {
                faults.Add(new SchoolFileRemark(number, SchoolFileFault.Twice, school.Uai));
                continue;
            }

            if (!Uai.HasRightLetter(school.Uai)) notes.Add(new SchoolFileRemark(number, SchoolFileFault.OtherLetter, $"{school.Uai} ({Uai.WithRightLetter(school.Uai)})"));
            if (SchoolKindReader.Read(line) is null) notes.Add(new SchoolFileRemark(number, SchoolFileFault.UnknownKind, line.Kind.Length > 0 ? line.Kind : line.Nature));
        }

        return new SchoolFileReading([.. schools.Values], faults, notes);
    }

    private static (SchoolFileFault Fault, string Value)? FaultOf(SchoolLine line)
    {
        if (line.Uai.Length == 0) return (SchoolFileFault.NoUai, line.Name);
        if (Uai.Read(line.Uai) is null) return (SchoolFileFault.BadUai, line.Uai);
        if (line.Name.Length == 0) return (SchoolFileFault.NoName, line.Uai);
        if (line.Zone.Length > 0 && SchoolZones.Parse(line.Zone) is null) return (SchoolFileFault.UnknownZone, line.Zone);
        return line.Department.Length > 0 && !Departments.IsKnown(Departments.Normalize(line.Department)) ? (SchoolFileFault.UnknownDepartment, line.Department) : null;
    }

    private static School SchoolOf(SchoolLine line)
    {
        var uai = Uai.Read(line.Uai)!;
        return new School
        {
            Uai = uai,
            Name = Cut(line.Name),
            Kind = SchoolKindReader.Read(line) ?? SchoolKind.Other,
            Department = line.Department.Length > 0 ? Departments.Normalize(line.Department) : Uai.DepartmentOf(uai),
            City = Cut(line.City),
            Academy = Cut(line.Academy),
            Zone = SchoolZones.Parse(line.Zone) ?? AcademyZones.Of(line.Academy),
            IsOpen = IsOpen(line.State),
        }.Index();
    }

    private static string Cut(string text) => DisplayText.Shorten(DisplayText.OneLine(text), School.LongestName);

    // « OUVERT », « A FERMER », « 1 »; « FERME » and the register's number 4 for it.
    private static bool IsOpen(string state) => !Sources.Catalog.Topic.Fold(state).StartsWith("ferme", StringComparison.Ordinal) && state is not ("4" or "closed");

    private static byte[] Utf8Of(byte[] bytes) => bytes is [0xFF or 0xFE, ..] || Utf8.IsValid(bytes) ? bytes : Encoding.UTF8.GetBytes(Charsets.Western.GetString(bytes));
}
