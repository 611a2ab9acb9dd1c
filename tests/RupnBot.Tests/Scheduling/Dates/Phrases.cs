using System.Text.RegularExpressions;

namespace RupnBot.Tests.Scheduling.Dates;

/// <summary>
/// What people write, one a line: <c>phrase => instant precision</c>, read at the "now" above it. The 23rd of November 2026 is a Monday.
/// </summary>
internal static class Phrases
{
    public const string French = """
        @ 2026-11-23T16:20
        8h => 2026-11-24T08:00 Minute
        17h => 2026-11-23T17:00 Minute
        8h30 => 2026-11-24T08:30 Minute
        8 h 30 => 2026-11-24T08:30 Minute
        8:30 => 2026-11-24T08:30 Minute
        8 : 30 => 2026-11-24T08:30 Minute
        08h00 => 2026-11-24T08:00 Minute
        08:00 => 2026-11-24T08:00 Minute
        8H30 => 2026-11-24T08:30 Minute
        à 8h => 2026-11-24T08:00 Minute
        à 8 => 2026-11-24T08:00 Minute
        vers 18h => 2026-11-23T18:00 Minute
        8 heures => 2026-11-24T08:00 Minute
        8 heures 30 => 2026-11-24T08:30 Minute
        8 heures et demie => 2026-11-24T08:30 Minute
        8h et quart => 2026-11-24T08:15 Minute
        9h moins le quart => 2026-11-24T08:45 Minute
        9h moins 10 => 2026-11-24T08:50 Minute
        huit heures => 2026-11-24T08:00 Minute
        dix-sept heures trente => 2026-11-23T17:30 Minute
        vingt-deux heures => 2026-11-23T22:00 Minute
        midi => 2026-11-24T12:00 Minute
        midi et demi => 2026-11-24T12:30 Minute
        midi 30 => 2026-11-24T12:30 Minute
        minuit => 2026-11-24T00:00 Minute
        0h => 2026-11-24T00:00 Minute
        8h du matin => 2026-11-24T08:00 Minute
        6h du soir => 2026-11-23T18:00 Minute
        3h de l'après-midi => 2026-11-24T15:00 Minute
        lundi 8h => 2026-11-30T08:00 Minute
        lundi 17h => 2026-11-23T17:00 Minute
        lundi à 8 h 30 => 2026-11-30T08:30 Minute
        lundi à 8 heures => 2026-11-30T08:00 Minute
        lundi matin => 2026-11-30T08:00 PartOfDay
        lundi soir => 2026-11-23T18:00 PartOfDay
        lundi => 2026-11-30T08:00 Day
        mardi => 2026-11-24T08:00 Day
        le mardi => 2026-11-24T08:00 Day
        mercredi midi => 2026-11-25T12:00 Minute
        jeudi après-midi => 2026-11-26T14:00 PartOfDay
        jeudi aprem => 2026-11-26T14:00 PartOfDay
        vendredi => 2026-11-27T08:00 Day
        ce vendredi => 2026-11-27T08:00 Day
        vendredi soir => 2026-11-27T18:00 PartOfDay
        vendredi 18h => 2026-11-27T18:00 Minute
        vendredi 18 h => 2026-11-27T18:00 Minute
        vendredi à 18h. => 2026-11-27T18:00 Minute
        jusqu'à vendredi 18h => 2026-11-27T18:00 Minute
        d'ici vendredi => 2026-11-27T08:00 Day
        avant vendredi midi => 2026-11-27T12:00 Minute
        pour jeudi 17h30 => 2026-11-26T17:30 Minute
        18h vendredi => 2026-11-27T18:00 Minute
        vendredi minuit => 2026-11-28T00:00 Minute
        vendredi 24h => 2026-11-28T00:00 Minute
        vendredi 0h => 2026-11-27T00:00 Minute
        ven. 9h => 2026-11-27T09:00 Minute
        lun 9h => 2026-11-30T09:00 Minute
        VENDREDI 9H => 2026-11-27T09:00 Minute
        samedi 10h => 2026-11-28T10:00 Minute
        dimanche => 2026-11-29T08:00 Day
        demain => 2026-11-24T08:00 Day
        demain 17h => 2026-11-24T17:00 Minute
        demain à 17 heures => 2026-11-24T17:00 Minute
        demain matin => 2026-11-24T08:00 PartOfDay
        demain soir 8h => 2026-11-24T20:00 Minute
        demain 17 => 2026-11-24T17:00 Minute
        demain midi => 2026-11-24T12:00 Minute
        demain minuit => 2026-11-25T00:00 Minute
        après-demain => 2026-11-25T08:00 Day
        après demain 9h => 2026-11-25T09:00 Minute
        apres-demain => 2026-11-25T08:00 Day
        aprèsdemain => 2026-11-25T08:00 Day
        surlendemain => 2026-11-25T08:00 Day
        aujourd'hui 18h => 2026-11-23T18:00 Minute
        aujourd’hui 18h => 2026-11-23T18:00 Minute
        aujourdhui 18h => 2026-11-23T18:00 Minute
        auj 18h => 2026-11-23T18:00 Minute
        ce soir => 2026-11-23T18:00 PartOfDay
        ce soir 20h => 2026-11-23T20:00 Minute
        ce soir à 8h => 2026-11-23T20:00 Minute
        cette nuit => 2026-11-23T22:00 PartOfDay
        soir => 2026-11-23T18:00 PartOfDay
        matin => 2026-11-24T08:00 PartOfDay
        dans 2 jours => 2026-11-25T16:20 Minute
        dans deux jours => 2026-11-25T16:20 Minute
        dans 2 jours à 9h => 2026-11-25T09:00 Minute
        dans 2 j => 2026-11-25T16:20 Minute
        d'ici 2 jours => 2026-11-25T16:20 Minute
        sous 15 jours => 2026-12-08T16:20 Minute
        dans une heure => 2026-11-23T17:20 Minute
        dans 1h => 2026-11-23T17:20 Minute
        dans 1h30 => 2026-11-23T17:50 Minute
        dans une heure et demie => 2026-11-23T17:50 Minute
        dans une demi-heure => 2026-11-23T16:50 Minute
        dans un quart d'heure => 2026-11-23T16:35 Minute
        dans trois quarts d’heure => 2026-11-23T17:05 Minute
        dans 30 min => 2026-11-23T16:50 Minute
        dans 30 minutes => 2026-11-23T16:50 Minute
        dans 48h => 2026-11-25T16:20 Minute
        dans trois semaines => 2026-12-14T16:20 Minute
        dans une semaine => 2026-11-30T16:20 Minute
        dans une quinzaine de jours => 2026-12-08T16:20 Minute
        dans un mois => 2026-12-23T16:20 Minute
        dans 6 mois => 2027-05-23T16:20 Minute
        dans un an => 2027-11-23T16:20 Minute
        le 3 mars à 9h => 2027-03-03T09:00 Minute
        3 mars => 2027-03-03T08:00 Day
        3 mars 9h => 2027-03-03T09:00 Minute
        9h le 3 mars => 2027-03-03T09:00 Minute
        9h 3 mars => 2027-03-03T09:00 Minute
        9h 15 mars => 2027-03-15T09:00 Minute
        3 mars 2027 => 2027-03-03T08:00 Day
        3 mars 2027 à 9 h 30 => 2027-03-03T09:30 Minute
        le 3 mar. => 2027-03-03T08:00 Day
        3 sept => 2027-09-03T08:00 Day
        1er avril => 2027-04-01T08:00 Day
        premier avril => 2027-04-01T08:00 Day
        3 décembre => 2026-12-03T08:00 Day
        3 dec 14h => 2026-12-03T14:00 Minute
        15 août => 2027-08-15T08:00 Day
        15 aout => 2027-08-15T08:00 Day
        lundi 30 novembre => 2026-11-30T08:00 Day
        lundi 30 novembre 2026 à 8 h => 2026-11-30T08:00 Minute
        vendredi 4 décembre à 18 h 30 => 2026-12-04T18:30 Minute
        mardi 1er => 2026-12-01T08:00 Day
        mardi 1er décembre 9h => 2026-12-01T09:00 Minute
        mercredi 3/3 => 2027-03-03T08:00 Day
        lundi 30 => 2026-11-30T08:00 Day
        lundi 30 à 9h => 2026-11-30T09:00 Minute
        3/3 => 2027-03-03T08:00 Day
        3 / 3 => 2027-03-03T08:00 Day
        03/03 => 2027-03-03T08:00 Day
        3/4 => 2027-04-03T08:00 Day
        31/12 => 2026-12-31T08:00 Day
        03/03/2027 => 2027-03-03T08:00 Day
        03/03/2027 9h => 2027-03-03T09:00 Minute
        03/03/27 9h => 2027-03-03T09:00 Minute
        3.3.2027 => 2027-03-03T08:00 Day
        3-3-2027 => 2027-03-03T08:00 Day
        le 1er => 2026-12-01T08:00 Day
        le 1er à 9h => 2026-12-01T09:00 Minute
        le 15 => 2026-12-15T08:00 Day
        le 25 => 2026-11-25T08:00 Day
        le 25 à 9h => 2026-11-25T09:00 Minute
        le 15 du mois prochain => 2026-12-15T08:00 Day
        le 25 du mois => 2026-11-25T08:00 Day
        mardi prochain => 2026-11-24T08:00 Day
        mardi prochain 9h => 2026-11-24T09:00 Minute
        lundi prochain => 2026-11-30T08:00 Day
        lundi prochain 18h => 2026-11-30T18:00 Minute
        lundi en huit => 2026-11-30T08:00 Day
        mardi en huit => 2026-12-01T08:00 Day
        mardi en huit à 9h => 2026-12-01T09:00 Minute
        jeudi en quinze => 2026-12-10T08:00 Day
        vendredi de la semaine prochaine => 2026-12-04T08:00 Day
        la semaine prochaine => 2026-11-30T08:00 Day
        semaine prochaine => 2026-11-30T08:00 Day
        fin de semaine => 2026-11-27T18:00 Day
        fin de la semaine => 2026-11-27T18:00 Day
        fin de semaine prochaine => 2026-12-04T18:00 Day
        fin du mois => 2026-11-30T18:00 Day
        fin de mois => 2026-11-30T18:00 Day
        fin du mois prochain => 2026-12-31T18:00 Day
        fin du mois à 12h => 2026-11-30T12:00 Minute
        fin mars => 2027-03-31T18:00 Day
        fin novembre => 2026-11-30T18:00 Day
        fin de journée => 2026-11-23T18:00 Day
        fin d'année => 2026-12-31T18:00 Day
        début mars => 2027-03-01T08:00 Day
        le mois prochain => 2026-12-01T08:00 Day
        début de semaine => 2026-11-30T08:00 Day
        ce week-end => 2026-11-28T08:00 Day
        weekend => 2026-11-28T08:00 Day
        2027-03-03 => 2027-03-03T08:00 Day
        2027-03-03T09:00 => 2027-03-03T09:00 Minute
        2027-03-03 09:00 => 2027-03-03T09:00 Minute
        2027-03-03T09:00:30 => 2027-03-03T09:00 Minute
        2027-03-03T09:00Z => 2027-03-03T10:00 Minute
        2027-03-03T09:00+02:00 => 2027-03-03T08:00 Minute
        « vendredi 18 h » => 2026-11-27T18:00 Minute
        “vendredi 18h” => 2026-11-27T18:00 Minute
        vendredie 18h => 2026-11-27T18:00 Minute
        vendedi => 2026-11-27T08:00 Day
        mecredi 9h => 2026-11-25T09:00 Minute
        jeudy => 2026-11-26T08:00 Day
        demian 17h => 2026-11-24T17:00 Minute
        3 fevrer => 2027-02-03T08:00 Day
        3 setembre => 2027-09-03T08:00 Day
        3 decenbre => 2026-12-03T08:00 Day
        samdi => 2026-11-28T08:00 Day
        vendredi, 18h => 2026-11-27T18:00 Minute
        vendredi - 18h => 2026-11-27T18:00 Minute
        vendredi (18h) => 2026-11-27T18:00 Minute
        vendredi 27/11 18h => 2026-11-27T18:00 Minute
        vendredi prochain 18h => 2026-11-27T18:00 Minute
        le vendredi 27 => 2026-11-27T08:00 Day
        vendredi 27 novembre 18h => 2026-11-27T18:00 Minute
        mardi 1 décembre => 2026-12-01T08:00 Day
        1 décembre => 2026-12-01T08:00 Day
        dans 10 minutes => 2026-11-23T16:30 Minute
        d'ici la fin de la semaine => 2026-11-27T18:00 Day
        avant la fin du mois => 2026-11-30T18:00 Day
        lundi apres midi 14h30 => 2026-11-30T14:30 Minute
        demain après midi => 2026-11-24T14:00 PartOfDay
        jeudi à 14 heures 30 => 2026-11-26T14:30 Minute
        le 3/3 à 9h => 2027-03-03T09:00 Minute
        8h30 précises demain => 2026-11-24T08:30 Minute
        à partir de lundi => 2026-11-30T08:00 Day
        ven 18h30 => 2026-11-27T18:30 Minute
        lundi8h => 2026-11-30T08:00 Minute
        8h lundi prochain => 2026-11-30T08:00 Minute
        la semaine pro => 2026-11-30T08:00 Day
        mardi de la semaine prochaine 9h => 2026-12-01T09:00 Minute
        la semaine prochaine mardi => 2026-12-01T08:00 Day
        lundi à midi => 2026-11-30T12:00 Minute
        à midi demain => 2026-11-24T12:00 Minute
        8 h du mat => 2026-11-24T08:00 Minute
        lun. 30 nov. 2026, 8 h => 2026-11-30T08:00 Minute
        1er déc. => 2026-12-01T08:00 Day
        demain dès 8h => 2026-11-24T08:00 Minute
        vendredi 18h max => 2026-11-27T18:00 Minute
        vendredi 18 h 30 => 2026-11-27T18:30 Minute
        aprés-demain => 2026-11-25T08:00 Day
        vendredi 8h-9h => ! NotADate
        lundi ou mardi => ! NotADate
        """;

    public const string English = """
        @ 2026-11-23T16:20
        8am => 2026-11-24T08:00 Minute
        8 am => 2026-11-24T08:00 Minute
        5pm => 2026-11-23T17:00 Minute
        5 p.m. => 2026-11-23T17:00 Minute
        8:30am => 2026-11-24T08:30 Minute
        12am => 2026-11-24T00:00 Minute
        12pm => 2026-11-24T12:00 Minute
        noon => 2026-11-24T12:00 Minute
        midnight => 2026-11-24T00:00 Minute
        8 o'clock => 2026-11-24T08:00 Minute
        at 8 => 2026-11-24T08:00 Minute
        monday 8am => 2026-11-30T08:00 Minute
        Monday at 5pm => 2026-11-23T17:00 Minute
        monday morning => 2026-11-30T08:00 PartOfDay
        friday => 2026-11-27T08:00 Day
        this friday => 2026-11-27T08:00 Day
        on friday at 6pm => 2026-11-27T18:00 Minute
        friday evening => 2026-11-27T18:00 PartOfDay
        by friday noon => 2026-11-27T12:00 Minute
        next tuesday => 2026-11-24T08:00 Day
        next monday => 2026-11-30T08:00 Day
        wednesday of next week => 2026-12-02T08:00 Day
        next week => 2026-11-30T08:00 Day
        next month => 2026-12-01T08:00 Day
        tomorrow => 2026-11-24T08:00 Day
        tomorrow 5pm => 2026-11-24T17:00 Minute
        tomorrow afternoon => 2026-11-24T14:00 PartOfDay
        day after tomorrow => 2026-11-25T08:00 Day
        the day after tomorrow at noon => 2026-11-25T12:00 Minute
        today 6pm => 2026-11-23T18:00 Minute
        tonight => 2026-11-23T18:00 PartOfDay
        tonight at 8 => 2026-11-23T20:00 Minute
        this evening => 2026-11-23T18:00 PartOfDay
        in 2 days => 2026-11-25T16:20 Minute
        in two days => 2026-11-25T16:20 Minute
        in an hour => 2026-11-23T17:20 Minute
        in a week => 2026-11-30T16:20 Minute
        in half an hour => 2026-11-23T16:50 Minute
        in 30 minutes => 2026-11-23T16:50 Minute
        in three weeks => 2026-12-14T16:20 Minute
        3 march 9am => 2027-03-03T09:00 Minute
        March 3rd at 9am => 2027-03-03T09:00 Minute
        march 3 => 2027-03-03T08:00 Day
        3rd of March 2027 => 2027-03-03T08:00 Day
        the 15th => 2026-12-15T08:00 Day
        monday 30 november => 2026-11-30T08:00 Day
        end of month => 2026-11-30T18:00 Day
        end of the week => 2026-11-27T18:00 Day
        end of march => 2027-03-31T18:00 Day
        twenty-two hours => 2026-11-23T22:00 Minute
        wendesday => 2026-11-25T08:00 Day
        tommorow 5pm => 2026-11-24T17:00 Minute
        13/3 => 2027-03-13T08:00 Day
        3/13 => 2027-03-13T08:00 Day
        3/3 => 2027-03-03T08:00 Day
        3/4 => ? DayOrMonthFirst 2027-04-03T08:00 2027-03-04T08:00
        2027-03-03 9:00 => 2027-03-03T09:00 Minute
        """;

    public const string Edges = """
        @ 2027-03-27T20:00
        demain 2h30 => 2027-03-28T03:30 Minute
        demain 2h => 2027-03-28T03:00 Minute
        demain 1h59 => 2027-03-28T01:59 Minute
        demain 3h => 2027-03-28T03:00 Minute
        demain 8h => 2027-03-28T08:00 Minute
        2h30 => 2027-03-28T03:30 Minute
        dimanche 2h30 => 2027-03-28T03:30 Minute
        dans 1 jour => 2027-03-28T20:00 Minute
        dans 24h => 2027-03-28T21:00 Minute
        dans une semaine => 2027-04-03T20:00 Minute
        dans 7 heures => 2027-03-28T04:00 Minute
        lundi 8h => 2027-03-29T08:00 Minute
        fin du mois => 2027-03-31T18:00 Day
        fin de semaine => 2027-04-02T18:00 Day
        minuit => 2027-03-28T00:00 Minute
        @ 2027-03-28T01:59
        2h30 => 2027-03-28T03:30 Minute
        dans 1 min => 2027-03-28T03:00 Minute
        dans 31 min => 2027-03-28T03:30 Minute
        @ 2026-10-24T20:00
        demain 2h30 => 2026-10-25T02:30+02:00 Minute
        demain 3h => 2026-10-25T03:00 Minute
        demain 2h => 2026-10-25T02:00+02:00 Minute
        demain 8h => 2026-10-25T08:00 Minute
        dans 1 jour => 2026-10-25T20:00 Minute
        dans 24h => 2026-10-25T19:00 Minute
        dans 7 heures => 2026-10-25T02:00+01:00 Minute
        dans 6 heures => 2026-10-25T02:00+02:00 Minute
        dimanche matin => 2026-10-25T08:00 PartOfDay
        @ 2026-10-25T02:45
        2h50 => 2026-10-25T02:50+02:00 Minute
        2h30 => 2026-10-26T02:30 Minute
        dans 10 min => 2026-10-25T02:55+02:00 Minute
        dans 1h => 2026-10-25T02:45+01:00 Minute
        @ 2028-10-28T12:00
        demain 2h15 => 2028-10-29T02:15+02:00 Minute
        dans 2 jours => 2028-10-30T12:00 Minute
        @ 2026-12-31T18:00
        demain => 2027-01-01T08:00 Day
        demain 8h => 2027-01-01T08:00 Minute
        minuit => 2027-01-01T00:00 Minute
        8h => 2027-01-01T08:00 Minute
        20h => 2026-12-31T20:00 Minute
        le 1er => 2027-01-01T08:00 Day
        1er janvier => 2027-01-01T08:00 Day
        31 décembre 20h => 2026-12-31T20:00 Minute
        30 décembre => 2027-12-30T08:00 Day
        dans 2 mois => 2027-02-28T18:00 Minute
        le 30 => 2027-01-30T08:00 Day
        fin du mois prochain => 2027-01-31T18:00 Day
        le mois prochain => 2027-01-01T08:00 Day
        la semaine prochaine => 2027-01-04T08:00 Day
        après-demain 9h => 2027-01-02T09:00 Minute
        @ 2027-01-30T09:00
        le 31 => 2027-01-31T08:00 Day
        le 30 à 10h => 2027-01-30T10:00 Minute
        le 29 => 2027-03-29T08:00 Day
        dans un mois => 2027-02-28T09:00 Minute
        29 février => 2028-02-29T08:00 Day
        29/02 => 2028-02-29T08:00 Day
        28 février => 2027-02-28T08:00 Day
        fin février => 2027-02-28T18:00 Day
        fin du mois prochain => 2027-02-28T18:00 Day
        le 31 du mois prochain => ! NoSuchDate
        @ 2028-02-28T10:00
        demain => 2028-02-29T08:00 Day
        après-demain => 2028-03-01T08:00 Day
        29 février 9h => 2028-02-29T09:00 Minute
        fin du mois => 2028-02-29T18:00 Day
        dans un an => 2029-02-28T10:00 Minute
        dans 2 jours => 2028-03-01T10:00 Minute
        @ 2028-02-29T10:00
        dans un an => 2029-02-28T10:00 Minute
        29 février 12h => 2028-02-29T12:00 Minute
        @ 2026-11-29T23:30
        demain 8h => 2026-11-30T08:00 Minute
        lundi => 2026-11-30T08:00 Day
        minuit => 2026-11-30T00:00 Minute
        dans 1h => 2026-11-30T00:30 Minute
        la semaine prochaine => 2026-11-30T08:00 Day
        fin de semaine => 2026-12-04T18:00 Day
        @ 2026-11-30T07:00
        lundi => 2026-12-07T08:00 Day
        lundi 8h => 2026-11-30T08:00 Minute
        lundi 7h => 2026-12-07T07:00 Minute
        lundi matin => 2026-11-30T08:00 PartOfDay
        lundi prochain 8h => 2026-12-07T08:00 Minute
        ce matin => 2026-11-30T08:00 PartOfDay
        le 31 => 2026-12-31T08:00 Day
        le 30 => 2026-11-30T08:00 Day
        """;

    public const string Refusals = """
        @ 2026-11-23T16:20
        mardi 8 => ? HourOrDay 2026-11-24T08:00 2026-12-08T08:00
        lundi 8 => 2026-11-30T08:00 Minute
        8 => ? HourOrDay 2026-11-24T08:00 2026-12-08T08:00
        lundi 15 décembre => ? WeekdayOrDate 2026-12-15T08:00 2026-12-14T08:00
        vendredi 26 novembre 9h => ? WeekdayOrDate 2026-11-26T09:00 2026-11-27T09:00
        hier => past 2026-11-22T08:00
        avant-hier 9h => past 2026-11-21T09:00
        aujourd'hui => past 2026-11-23T08:00
        aujourd'hui 8h => past 2026-11-23T08:00
        ce matin => past 2026-11-23T08:00
        23 novembre 9h => past 2026-11-23T09:00
        3/3/2020 => past 2020-03-03T08:00
        2026-11-23T16:20 => past 2026-11-23T16:20
        31/11 => ! NoSuchDate
        30 février => ! NoSuchDate
        29/02/2027 => ! NoSuchDate
        3/13 => ! NoSuchDate
        0/0 => ! NoSuchDate
        lundi 32 => ! NotADate
        3 mars 0001 => ! NoSuchDate
        25h => ! NoSuchTime
        8h75 => ! NoSuchTime
        8h5 => ! NoSuchTime
        8:5 => ! NoSuchTime
        13pm => ! NoSuchTime
        24h30 => ! NoSuchTime
        lundi matin 14h => ! Contradiction
        dans 2 heures à 9h => ! Contradiction
        dans 999999999999 ans => ! TooFar
        dans 40 ans => ! TooFar
        3 mars 2099 => ! TooFar
        bientôt => ! NotADate
        quand vous voulez => ! NotADate
        le => ! NotADate
        à => ! NotADate
        dans => ! NotADate
        mars => ! NotADate
        lundi mardi => ! NotADate
        8h 9h => ! NotADate
        99999999999999999999 => ! NotADate
        1/2/3/4/5 => ! NoSuchDate
        """;

    public static TheoryData<string, string, string> Table(string text)
    {
        var rows = new TheoryData<string, string, string>();
        var now = string.Empty;
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith("@ ", StringComparison.Ordinal))
            {
                now = line[2..];
                continue;
            }

            var parts = line.Split(" => ");
            rows.Add(now, Regex.Unescape(parts[0]), parts[1]);
        }

        return rows;
    }
}
