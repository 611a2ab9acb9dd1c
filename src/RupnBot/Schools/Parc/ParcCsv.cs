using System.Globalization;
using CsvHelper;
using RupnBot.Localization;

namespace RupnBot.Schools.Parc;

/// <summary>The schools with the number of their salons, as a file that a French spreadsheet opens by a double click.</summary>
internal static class ParcCsv
{
    private static readonly string[] Columns = ["Uai", "Name", "Kind", "City", "Department", "Academy", "Zone", "Salons"];

    private static readonly CsvWriterOptions Options = new()
    {
        Separator = ';',
        NewLine = "\r\n",
        WriteByteOrderMark = true,
        Injection = CsvInjection.Escape,
        FormatProvider = CultureInfo.InvariantCulture,
    };

    public static byte[] Write(IEnumerable<ParcRow> rows, Texts texts)
    {
        using var stream = new MemoryStream();
        using (var csv = CsvWriter.Create(stream, Options, leaveOpen: true))
        {
            foreach (var column in Columns) csv.WriteField(texts.Get($"Parc.Csv.{column}"));
            csv.EndRecord();
            foreach (var (school, salons) in rows)
            {
                foreach (var text in new[] { school.Uai, school.Name, texts.Get($"Schools.Kind.{school.Kind}"), school.City, school.Department, school.Academy, school.Zone?.ToString() ?? "" })
                    csv.WriteField(text);
                csv.WriteField(salons);
                csv.EndRecord();
            }
        }

        return stream.ToArray();
    }
}
