namespace RupnBot.Scheduling.Calendar;

/// <summary>
/// The three zones of metropolitan France. Corsica and the overseas academies set their own calendars and belong to none
/// (code de l'éducation, articles D. 521-6 and D. 521-7).
/// </summary>
public enum SchoolZone
{
    A,
    B,
    C,
}
