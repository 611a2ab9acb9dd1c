using System.Reflection;

namespace RupnBot.Scheduling.Calendar;

/// <summary>The official calendar shipped with the process; its source and texts are named in the data itself.</summary>
public static class ShippedSchoolCalendar
{
    private const string ResourceName = "school-holidays.json";

    private static readonly Lazy<SchoolCalendar> Shipped = new(Read);

    public static SchoolCalendar Calendar => Shipped.Value;

    private static SchoolCalendar Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException($"The resource {ResourceName} is missing from the assembly.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return SchoolCalendarReader.Read(bytes) switch
        {
            SchoolCalendarReading.Complete { Warnings.Count: 0 } complete => complete.Calendar,
            var reading => throw new InvalidOperationException($"The shipped school calendar is wrong: {reading}"),
        };
    }
}
