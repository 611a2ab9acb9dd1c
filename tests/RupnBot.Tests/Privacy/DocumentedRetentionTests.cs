using System.Globalization;
using RupnBot.Almanac.Records;
using RupnBot.Bot.Commands;
using RupnBot.Configuration;
using RupnBot.Digests.Slots;
using RupnBot.Newsletters;
using RupnBot.Privacy;
using RupnBot.Reach.Records;
using RupnBot.Subscriptions;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Privacy;

/// <summary>How long things are kept, as docs/rgpd.md says it, is how long the code keeps them.</summary>
public sealed class DocumentedRetentionTests
{
    private static readonly IReadOnlyList<string[]> Rows = Documents.Table("docs/rgpd.md", "## Ce qui est conservé, et combien de temps");

    [Fact]
    public void Votes() => AssertSays("votes, sous pseudonyme", $"`Privacy:VoteRetentionDays`, {Days(new PrivacyOptions().VoteRetentionDays)} après la clôture");

    [Fact]
    public void Polls() =>
        AssertSays("questions, réponses proposées, résultats sans votants", $"`Privacy:PollRetentionDays`, {Days(new PrivacyOptions().PollRetentionDays)} après la clôture");

    [Fact]
    public void Articles() => AssertSays("articles relayés, avec le nom d'auteur que le site publie", $"`Sources:ArchiveDays`, {Days(new SourcesOptions().ArchiveDays)}");

    [Fact]
    public void Questions_under_way() => AssertSays(
        "question que le robot a posée à une personne, avec la commande ou le fichier (son adresse, sa clé) dont il s'agit",
        string.Create(CultureInfo.InvariantCulture, $"{PendingQuestion.Patience.TotalMinutes:0} minutes, effacée au passage quotidien suivant"));

    [Fact]
    public void Messages_of_the_bot() => AssertSays(
        "messages du robot lui-même (réponses, nouvelles, fichiers)", $"texte : {Days(EngineData.Kept)} ; trace sans texte : {Days(EngineData.TraceKept)}");

    [Fact]
    public void Commands_handled() => AssertSays("identifiants des commandes exécutées et des événements en échec, sans contenu", Days(EngineData.Kept));

    [Fact]
    public void Digests_sent() => AssertSays(
        "envois passés : salon, jour, articles proposés", $"articles proposés : {Days(ArticleOffer.Kept)} ; envois : {Days(SubscriptionData.SlotsKept)}");

    [Fact]
    public void Reminders_given() => AssertSays("rappels donnés : salon, date", Days(ReminderSlot.Kept));

    [Fact]
    public void Letters() => AssertSays(
        "lettres aux salons : texte, salons, événement et heure dans chacun ; qui l'a préparée, qui l'a validée",
        $"`Newsletters:RetentionDays`, {Days(new NewsletterOptions().RetentionDays)} après l'envoi, ou pour une lettre laissée en pause après qu'on en a parlé ; image et pièce jointe : leur contenu {Days(LetterPersonalData.FilesKept)} chez le robot, "
            + "leur nom, leur description, leur adresse et leur clé comme la lettre ; "
            + $"brouillon : `Newsletters:DraftDays`, {Days(new NewsletterOptions().DraftDays)} ; noms effacés par `oublie-moi`");

    [Fact]
    public void Readers() => AssertSays(
        "salons qui mesurent la lecture (`suivi oui`), sous pseudonyme : jusqu'où chacun a lu, quand il est arrivé, ses réactions aux envois ; et la place des messages dans le fil, sans auteur ni contenu",
        $"{Days(ReachItem.Open)} après l'envoi, puis un total");

    [Fact]
    public void Totals_of_readers() => AssertSays("total des lecteurs et des réactions d'un envoi", Days(ReachItem.Kept));

    private static void AssertSays(string what, string howLong) => Assert.Equal(howLong, Assert.Single(Rows, row => row[0] == what)[^1]);

    private static string Days(TimeSpan period) => Days((int)period.TotalDays);

    // As the document writes numbers: thousands behind a space.
    private static string Days(int days) => days.ToString("# ##0", CultureInfo.InvariantCulture).Trim() + " jours";
}
