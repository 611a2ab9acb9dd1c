namespace RupnBot.Scheduling.Calendar;

/// <summary>The calendar in use: the shipped one until a newer document is read. What cannot be read changes nothing.</summary>
public sealed class CurrentSchoolCalendar(SchoolCalendar shipped)
{
    private volatile SchoolCalendar? newest;

    public SchoolCalendar Calendar => newest ?? shipped;

    /// <summary>Reads a newer document over the shipped calendar; the answer says what was left out, for the log.</summary>
    public SchoolCalendarReading Refresh(ReadOnlyMemory<byte> document)
    {
        var reading = SchoolCalendarReader.Read(document);
        if (reading is SchoolCalendarReading.Complete complete)
        {
            // Over the shipped one, not over the last: a year withdrawn by the ministry must not linger.
            newest = shipped.RefreshedBy(complete.Calendar);
        }

        return reading;
    }
}
