using System.Collections.Frozen;
using RupnBot.Scheduling.Calendar;
using RupnBot.Sources.Catalog;

namespace RupnBot.Schools;

/// <summary>Which academy lies in which zone of the school holidays: the order of 7 December 2022 for the three zones.</summary>
internal static class AcademyZones
{
    private static readonly FrozenDictionary<string, SchoolZone> Zones = new Dictionary<SchoolZone, string>
    {
        [SchoolZone.A] = "besancon, bordeaux, clermont ferrand, dijon, grenoble, limoges, lyon, poitiers",
        [SchoolZone.B] = "aix marseille, amiens, caen, lille, nancy metz, nantes, nice, normandie, orleans tours, reims, rennes, rouen, strasbourg",
        [SchoolZone.C] = "creteil, montpellier, paris, toulouse, versailles",
    }.SelectMany(zone => zone.Value.Split(", ").Select(academy => KeyValuePair.Create(academy, zone.Key))).ToFrozenDictionary();

    /// <summary>Null for Corsica and overseas, and for what is no academy.</summary>
    public static SchoolZone? Of(string academy) => Zones.TryGetValue(Topic.Fold(academy), out var zone) ? zone : null;
}
