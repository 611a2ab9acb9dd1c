using RupnBot.Configuration;

namespace RupnBot.Tests.Sources.Pages;

/// <summary>A page of letters as a ministry's site has them, written for these tests: relative links, days in words, several pages.</summary>
internal static class LetterPage
{
    public static PageOptions Selectors => new()
    {
        Item = "ul.lettres > li",
        Title = ".titre",
        Date = ".date",
        Summary = ".chapo",
        Next = "nav a.suivante",
        MaximumPages = 3,
    };

    public static string Of(string? next, params (int Number, string Title, string Day)[] letters) =>
        $"""
        <!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Lettres Édu_Num</title></head><body>
        <nav><a href="/">Accueil</a></nav><h1>Les lettres</h1>
        <ul class="lettres">
        {string.Concat(letters.Select(letter =>
            $"""
            <li><p class="date">Publiée le {letter.Day}</p>
            <h2 class="titre"><a href="lettres/{letter.Number}?utm_source=liste">{letter.Title}</a></h2>
            <div class="chapo"><p>Sommaire de la lettre {letter.Number}&nbsp;: <b>trois</b> rubriques.</p><script>alert(1)</script></div>
            <a href="/partager?lettre={letter.Number}">Partager</a></li>
            """))}
        <li class="publicite"><p>Abonnez-vous</p></li>
        </ul>
        {(next is null ? "" : $"<nav><a class=\"suivante\" href=\"{next}\">Page suivante</a></nav>")}
        </body></html>
        """;
}
