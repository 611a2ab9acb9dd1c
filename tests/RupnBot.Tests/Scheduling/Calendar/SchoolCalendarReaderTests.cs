using System.Globalization;
using System.Text;
using RupnBot.Scheduling.Calendar;

namespace RupnBot.Tests.Scheduling.Calendar;

public sealed class SchoolCalendarReaderTests
{
    [Fact]
    public void The_open_data_is_read_whether_its_instants_are_in_universal_or_local_time()
    {
        var calendar = Complete(OpenData(
            Record("Vacances de la Toussaint", "2026-10-16T22:00:00+00:00", "2026-11-01T23:00:00+00:00"),
            Record("Vacances de Noël", "2026-12-19T00:00:00+01:00", "2027-01-04T00:00:00+01:00"),
            Record("Vacances d'Hiver", "2027-02-19T23:00:00+00:00", "2027-03-07T23:00:00+00:00"),
            Record("Vacances de Printemps", "2027-04-17", "2027-05-03"),
            Record("Pont de l'Ascension", "2027-05-06T22:00:00+00:00", "2027-05-06T22:00:00+00:00"),
            Record("Début des Vacances d'Été", "2027-07-02T22:00:00+00:00", "2027-07-02T22:00:00+00:00"))).Calendar;

        var shipped = ShippedSchoolCalendar.Calendar;
        var days = Enumerable.Range(0, 365).Select(Day("2026-09-01").AddDays).ToList();
        Assert.All(days, date => Assert.Equal(shipped.IsHoliday(date, SchoolZone.B), calendar.IsHoliday(date, SchoolZone.B)));
        Assert.All(days, date => Assert.True(calendar.Covers(date, SchoolZone.B)));
        Assert.False(calendar.Covers(Day("2026-11-23"), SchoolZone.A));
    }

    [Fact]
    public void A_summer_that_begins_after_the_lessons_of_a_week_day_begins_the_day_after()
    {
        var calendar = Complete(OpenData(Whole("2021-07-06"))).Calendar;

        Assert.False(calendar.IsHoliday(Day("2021-07-06"), SchoolZone.B));
        Assert.True(calendar.IsHoliday(Day("2021-07-07"), SchoolZone.B));
    }

    [Fact]
    public void A_school_year_that_lacks_a_holiday_is_left_out()
    {
        var refused = Refused(OpenData(Record("Vacances de la Toussaint", "2026-10-17", "2026-11-02")));

        Assert.Contains("lacks Christmas", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void One_academy_that_differs_does_not_decide_for_its_zone()
    {
        var wrong = Record("Vacances de la Toussaint", "2020-10-01", "2020-10-31", "2020-2021");
        var right = Whole("2021-07-06");
        var calendar = Complete(OpenData([wrong, .. right, .. right])).Calendar;

        Assert.False(calendar.IsHoliday(Day("2020-10-05"), SchoolZone.B));
        Assert.True(calendar.IsHoliday(Day("2020-10-20"), SchoolZone.B));
    }

    [Fact]
    public void Corsica_overseas_and_teachers_days_belong_to_no_zone()
    {
        var other = Record("Vacances de Noël", "2020-11-01", "2020-12-01", "2020-2021").Replace("Zone B", "Corse", StringComparison.Ordinal);
        var teachers = Record("Vacances de Noël", "2020-11-01", "2020-12-01", "2020-2021").Replace("\"-\"", "\"Enseignants\"", StringComparison.Ordinal);
        var calendar = Complete(OpenData([other, teachers, .. Whole("2021-07-06")])).Calendar;

        Assert.False(calendar.IsHoliday(Day("2020-11-20"), SchoolZone.B));
    }

    [Fact]
    public void A_newer_calendar_decides_where_it_speaks_and_the_shipped_one_elsewhere()
    {
        var newer = Complete("""
            {"years": [{"schoolYear": "2026-2027", "from": "2026-09-01", "to": "2027-08-31",
              "periods": [{"name": "Noël", "zones": ["A"], "first": "2026-12-12", "last": "2026-12-27"}]}]}
            """).Calendar;
        var calendar = ShippedSchoolCalendar.Calendar.RefreshedBy(newer);

        Assert.True(calendar.IsHoliday(Day("2026-12-14"), SchoolZone.A));
        Assert.False(calendar.IsHoliday(Day("2026-12-28"), SchoolZone.A));
        Assert.True(calendar.IsHoliday(Day("2026-12-28"), SchoolZone.B));
        Assert.True(calendar.IsHoliday(Day("2027-12-20"), SchoolZone.A));
    }

    [Fact]
    public void A_wrong_school_year_is_left_out_and_told_while_the_others_stay()
    {
        var complete = Complete("""
            {"years": [
              {"from": "2026-09-01", "to": "2027-08-31", "periods": [{"zones": ["A"], "first": "2026-09-02", "last": "2027-08-30"}]},
              {"from": "2027-09-01", "to": "2028-08-31", "periods": [{"zones": ["A"], "first": "2027-12-18", "last": "2028-01-02"}]}]}
            """);

        Assert.Single(complete.Warnings);
        Assert.False(complete.Calendar.Covers(Day("2026-12-01"), SchoolZone.A));
        Assert.True(complete.Calendar.IsHoliday(Day("2027-12-20"), SchoolZone.A));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("[1, null, {}, \"x\", [[]]]")]
    [InlineData("{\"results\": 3}")]
    [InlineData("{\"years\": [3, null, {\"from\": 1}]}")]
    [InlineData("{\"years\": [{\"from\": \"2026-09-01\", \"to\": \"9999-12-31\", \"periods\": [{\"zones\": [\"A\"], \"first\": \"2026-09-01\", \"last\": \"9999-12-31\"}]}]}")]
    [InlineData("{\"years\": [{\"from\": \"2026-09-01\", \"to\": \"2027-08-31\", \"periods\": [{\"zones\": [\"\\ud800\"], \"first\": \"2026-10-01\", \"last\": \"2026-10-02\"}]}]}")]
    [InlineData("[{\"description\": \"Noël\", \"zones\": \"Zone A\", \"annee_scolaire\": \"9998-9999\", \"start_date\": \"9999-12-31\", \"end_date\": \"0001-01-01\"}]")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]")]
    public void What_is_no_calendar_is_refused_with_a_reason(string document) => Assert.NotEmpty(Refused(document).Reason);

    [Fact]
    public void A_huge_document_is_refused_unread() =>
        Assert.IsType<SchoolCalendarReading.Refused>(SchoolCalendarReader.Read(new byte[SchoolCalendarReader.MaximumBytes + 1]));

    [Fact]
    public void A_byte_order_mark_does_no_harm() => Complete("\uFEFF" + OpenData(Whole("2021-07-06")));

    private static string[] Whole(string summer) =>
    [
        Record("Vacances de la Toussaint", "2020-10-17", "2020-11-02", "2020-2021"),
        Record("Vacances de Noël", "2020-12-19", "2021-01-04", "2020-2021"),
        Record("Vacances d'Hiver", "2021-02-20", "2021-03-08", "2020-2021"),
        Record("Vacances de Printemps", "2021-04-10", "2021-04-26", "2020-2021"),
        Record("Début des Vacances d'Été", summer, summer, "2020-2021"),
    ];

    private static string Record(string description, string start, string end, string year = "2026-2027") =>
        $$"""{"description": "{{description}}", "population": "-", "start_date": "{{start}}", "end_date": "{{end}}", "location": "Rennes", "zones": "Zone B", "annee_scolaire": "{{year}}"}""";

    private static string OpenData(params string[] records) => $$"""{"total_count": 1, "results": [{{string.Join(',', records)}}]}""";

    private static SchoolCalendarReading.Complete Complete(string document) =>
        Assert.IsType<SchoolCalendarReading.Complete>(SchoolCalendarReader.Read(Encoding.UTF8.GetBytes(document)));

    private static SchoolCalendarReading.Refused Refused(string document) =>
        Assert.IsType<SchoolCalendarReading.Refused>(SchoolCalendarReader.Read(Encoding.UTF8.GetBytes(document)));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
