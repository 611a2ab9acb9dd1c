namespace RupnBot.Scheduling.Dates;

internal static class LexiconEntries
{
    public static IEnumerable<(string Words, Term Term)> All() =>
    [
        .. Weekdays().Select((words, index) => (words, new Term(TermKind.Weekday, index))),
        .. Months().Select((words, index) => (words, new Term(TermKind.Month, index + 1))),
        .. Numbers().Select(entry => (entry.Words, new Term(TermKind.Number, entry.Value))),
        .. Units().Select(entry => (entry.Words, new Term(TermKind.Unit, (int)entry.Value))),
        .. Parts().Select(entry => (entry.Words, new Term(TermKind.Part, (int)entry.Value))),
        .. Keys().Select(entry => (entry.Words, new Term(TermKind.Key, (int)entry.Value))),
        ("la les l au aux du de des d pour jusqu jusque partir maximum max of by until till for from hui o clock pile precises locale date local sharp", new Term(TermKind.Filler, 0)),
    ];

    private static string[] Weekdays() =>
    [
        "dimanche dimanches dim sunday sundays sun",
        "lundi lundis lun monday mondays mon",
        "mardi mardis mar tuesday tuesdays tue tues",
        "mercredi mercredis mer wednesday wednesdays wed",
        "jeudi jeudis jeu thursday thursdays thu thur thurs",
        "vendredi vendredis ven vend friday fridays fri",
        "samedi samedis sam saturday saturdays sat",
    ];

    private static string[] Months() =>
    [
        "janvier janv jan january", "fevrier fev fevr feb february", "mars march", "avril avr april apr", "mai may", "juin june jun",
        "juillet juil july jul", "aout august aug", "septembre september sep", "octobre october oct", "novembre november nov",
        "decembre december dec",
    ];

    private static (string Words, int Value)[] Numbers() =>
    [
        ("zero", 0), ("un une one an", 1), ("deux two", 2), ("trois three", 3), ("quatre four", 4), ("cinq five", 5), ("six", 6),
        ("sept seven", 7), ("huit eight", 8), ("neuf nine", 9), ("dix ten dizaine", 10), ("onze eleven", 11), ("douze twelve douzaine", 12),
        ("treize thirteen", 13), ("quatorze fourteen", 14), ("quinze fifteen quinzaine", 15), ("seize sixteen", 16), ("seventeen", 17),
        ("eighteen", 18), ("nineteen", 19), ("vingt twenty vingtaine", 20), ("trente thirty trentaine", 30), ("quarante forty", 40),
        ("cinquante fifty", 50),
    ];

    private static (string Words, Unit Value)[] Units() =>
    [
        ("min mn mins minute minutes", Unit.Minute),
        ("h heure heures hour hours hr hrs", Unit.Hour),
        ("j jour jours journee day days", Unit.Day),
        ("semaine semaines sem week weeks wk", Unit.Week),
        ("mois month months", Unit.Month),
        ("ans annee annees year years", Unit.Year),
    ];

    private static (string Words, PartOfDay Value)[] Parts() =>
    [
        ("matin matins mat matinee morning mornings", PartOfDay.Morning),
        ("aprem apresmidi afternoon afternoons", PartOfDay.Afternoon),
        ("soir soirs soiree evening evenings", PartOfDay.Evening),
        ("nuit night", PartOfDay.Night),
    ];

    private static (string Words, Key Value)[] Keys() =>
    [
        ("aujourd aujourdhui auj ajd today", Key.Today),
        ("demain dem tomorrow tmrw", Key.Tomorrow),
        ("hier yesterday", Key.Yesterday),
        ("apresdemain surlendemain", Key.DayAfterTomorrow),
        ("tonight", Key.Tonight),
        ("midi noon midday", Key.Noon),
        ("minuit midnight", Key.Midnight),
        ("apres after", Key.After),
        ("avant before", Key.Before),
        ("dans in ici within sous", Key.In),
        ("en", Key.En),
        ("prochain prochaine prochains next suivant suivante pro", Key.Next),
        ("ce cet cette this", Key.This),
        ("fin end", Key.End),
        ("debut start beginning", Key.Start),
        ("demi demie half", Key.Half),
        ("quart quarts quarter quarters", Key.Quarter),
        ("moins", Key.Minus),
        ("et and", Key.And),
        ("a at vers around", Key.At),
        ("le the on", Key.The),
        ("weekend weekends we", Key.Weekend),
        ("chaque tous toutes tout toute every each", Key.Each),
        ("quotidien quotidienne quotidiennement daily everyday", Key.Daily),
        ("hebdo hebdos hebdomadaire hebdomadairement weekly", Key.Weekly),
        ("mensuel mensuelle mensuellement monthly", Key.Monthly),
        ("premier premiere first", Key.First),
        ("ouvre ouvres ouvrable ouvrables ouvree working classe", Key.Working),
        ("am", Key.Am),
        ("pm", Key.Pm),
        ("er ier st nd rd th eme e", Key.OrdinalEnding),
    ];
}
