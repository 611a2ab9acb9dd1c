using System.Collections.Frozen;

namespace RupnBot.Sources.Feeds.Dates;

/// <summary>Months as feeds spell them, whole or by their beginnings.</summary>
internal static class MonthNames
{
    private static readonly FrozenDictionary<string, int> Names = Build(
        "jan january janv janvier januar janeiro enero ene genn gennaio gen január januári ιαν",
        "feb february fev fevr fevrier févr fév février februar fevereiro febrero febbraio február februári φεβ",
        "mar march mars märz maerz mrz marzo março március μαρ μάω μαώ μάρ",
        "apr april avr avril abr abril aprile április április április απρ",
        "may mai mayo maio maggio mag máj május μάι μαϊ μαι",
        "jun june juin juni junho junio giugno giu június ιούν ιον ιουν",
        "jul july juil juillet jul juli julho julio luglio lug július ιούλ ιολ ιουλ",
        "aug august aout août agosto ago augusztus αύγ αυγ",
        "sep sept september septembre setembro septiembre settembre set szeptember σεπ",
        "oct october octobre okt oktober outubro out octubre ottobre ott október οκτ",
        "nov november novembre novembro noviembre νοέ νοε",
        "dec december decembre déc décembre dez dezember dezembro dic diciembre dicembre december δεκ");

    /// <returns>1 to 12; 0 for any other word.</returns>
    public static int Find(ReadOnlySpan<char> word) =>
        word.Length <= 12 && Names.TryGetValue(word.ToString().ToLowerInvariant(), out var month) ? month : 0;

    private static FrozenDictionary<string, int> Build(params ReadOnlySpan<string> months)
    {
        var names = new Dictionary<string, int>();
        for (var month = 0; month < months.Length; month++)
            foreach (var name in months[month].Split(' '))
                names.TryAdd(name, month + 1);
        return names.ToFrozenDictionary();
    }
}
