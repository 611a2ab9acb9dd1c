using RupnBot.Almanac.Fetching;
using RupnBot.Campaigns.Records;
using RupnBot.Matrix;
using RupnBot.Polls.Reading;
using RupnBot.Schools;
using RupnBot.Sources.Relaying;
using RupnBot.Surveys.Questions;
using RupnBot.Surveys.Records;
using static RupnBot.Tests.Bot.Commands.Table.Effect;

namespace RupnBot.Tests.Bot.Commands.Table;

/// <summary>
/// Every command. Somebody who adds one adds a row: its word, an example that works, how one sees that it worked, and who may. Where a form of
/// the command is for others than the rest of it (<c>modele ajouter</c> beside <c>modeles</c>), it has a row of its own.
/// Whoever is allowed from another server (an external) is a colleague like any other: <c>Bot:AllowedUsers</c> has decided.
/// </summary>
internal static class CommandRows
{
    private const string Referents = CommandRow.Referents;
    private const string Poll = "sondage Quel atelier ? | Tablettes | Pix";
    private const string Dates = "date Atelier ENI | mardi 17h | jeudi 12h30";
    private static readonly string[] Subscribed = ["abonner SRANE quotidien 8h"];

    public static IReadOnlyList<CommandRow> All { get; } =
    [
        new("aide", "aide", Says("Bot.HelpColleague")),
        new("statut", "statut", Says("Bot.StatusOf")),
        new("bonjour", "bonjour", Says("Hello.Salon"), Direct: "?o?oox") { Otherwise = "Hello.Colleague" },
        new("referent", "referent", Says("Bot.ReferentList")),
        new("referent", "referent @anne", Says("Bot.ReferentNamed"), Referents, Referents),
        new("confiance", "confiance @inconnue:rupn.test", Says("Bot.TrustUnknown"), "+AAAAx", "+AAAAx"),

        new("confidentialite", "confidentialite", Says("Privacy.Intro"), "++++++", "++++++"),
        new("mes-donnees", "mes-donnees", Says("Privacy.YourData"), "++++++", "++++++"),
        new("oublie-moi", "oublie-moi", Says("Privacy.ForgetQuestion"), "??????", "??????"),

        new("sources", "sources", Says("Sources.List")),
        new("themes", "themes", Says("Sources.Topics")),
        new("cherche", "cherche tablettes", Says("Sources.SearchFound")),
        new("relayer", "relayer https://exemple.fr/{who}", Queues(RelayJob.JobKind), "+++--x", "+++--x"),
        new("relayer", "relayer https://exemple.fr/{who} #numérique", Queues(RelayJob.JobKind), "+++--x", "??+--x"),

        new("abonner", "abonner SRANE lundi 8h", Says("Subscriptions.Done"), Referents, Referents),
        new("abonnements", "abonnements", Says("Subscriptions.Title")) { Before = Subscribed },
        new("desabonner", "desabonner SRANE", Says("Subscriptions.EndedAll"), Referents, Referents) { Before = Subscribed },
        new("filtrer", "filtrer SRANE sans concours", Says("Subscriptions.FilterDone"), Referents, Referents) { Before = Subscribed },
        new("pause", "pause", Says("Subscriptions.Pause"), Referents, Referents) { Before = Subscribed },
        new("reprendre", "reprendre", Says("Subscriptions.Resumed"), Referents, Referents) { Before = [.. Subscribed, "pause"] },
        new("apercu", "apercu", Says("Digests.Salon")) { Before = Subscribed, After = stage => stage.PublishAsync(2) },
        new("recentes", "recentes", Says("Digests.Title")) { Before = Subscribed },
        new("suite", "suite", Says("Digests.Continued")) { Before = Subscribed, After = stage => stage.DigestAsync(9) },
        new("fiche", "fiche", SendsFile) { Before = Subscribed, After = stage => stage.DigestAsync(2) },

        new("rappels", "rappels", Says("Almanac.None")),
        new("rappels", "rappels https://exemple.fr/film.ics", Queues(CalendarRequest.JobKind), Referents, Referents),

        new("suivi", "suivi", Says("Reach.IsOffIn")),
        new("suivi", "suivi oui", Says("Reach.TurnedOn"), Referents, Referents),
        new("suivi", "suivi non", Says("Reach.TurnedOff"), Referents, Referents) { Before = ["suivi oui"] },
        new("suivi", "suivi sans moi", Says("Reach.NotCounted")) { Before = ["suivi oui"] },

        new("salon", "salon", Says("Schools.Shown")),
        new("salon", "salon #pix", Says("Schools.Done"), "+++--x", "+++--x"),
        new("parc", "parc", Says("Parc.Title"), "DDDDDx", CommandRow.Editors)
        {
            After = stage => stage.WriteAsync(db => db.Add(new School { Uai = "0860001J", Name = "Collège Jean Moulin", Kind = SchoolKind.College, Department = "86" }.Index())),
        },

        new("campagne", "campagne Prêts ? | oui | non | à : tous", Says("Campaigns.Preview"), "DDDDDx", CommandRow.Editors),
        new("campagnes", "campagnes", Says("Campaigns.List"), "DDDDDx", CommandRow.Editors)
        {
            After = stage => stage.WriteAsync(db => db.Add(new Campaign { Key = "k", State = CampaignState.Running, Title = "Prêts ?", QuestionId = "prets", Content = "{}", Target = "{}" })),
        },
        new("lettre", "lettre Bonjour à tous", Says("Letters.Recap"), "DDDDDx", CommandRow.Editors),
        new("programme", "programme", Says("Programme.Digest"), Referents, "+++--x") { Before = Subscribed },

        new("sondage", "sondage Prêts ? | oui | non", Sends(EventTypes.PollStart), Referents, Referents),
        new("vote", "vote 2", Says("Polls.VotedFor")) { Before = [Poll] },
        new("suivre", "suivre", Queues(PollFollowJob.JobKind), Direct: "SSSSSx") { ReplyTo = "$theirs" },
        new("clore", "clore", Says("Polls.Closed"), Referents, Referents) { Before = [Poll] },
        new("corriger", "corriger Quel atelier, au fait ? | Tablettes | Pix", Sends(EventTypes.PollStart), Referents, Referents) { Before = [Poll] },
        new("resultats", "resultats", Says("Polls.Result.SoFar")) { Before = [Poll] },
        new("export", "export", SendsFile) { Before = [Poll] },
        new("sondages", "sondages", Says("Polls.StatusOpen")) { Before = [Poll] },
        new("modeles", "modeles", Says("Polls.Templates.List")),
        new("modeles", "modele ajouter {who} | Prêts ? | oui | non", Says("Polls.Templates.Added"), CommandRow.Editors, CommandRow.Editors),
        new("enquete", "enquete Usages de {who}\n1. De quoi auriez-vous besoin ?", Says("Surveys.Preview.Salon"), "DDDDDx", CommandRow.Editors),
        new("enquetes", "enquetes", Says("Surveys.List.Waits"), "DDDDDx") { After = OpenSurveys },
        new("repondre", "repondre", Says("Surveys.Talk.Place"), "DDDDDx") { After = OpenSurveys },
        new("clore", "clore enquete", Says("Surveys.Closing"), "DDDDDx", "?+ooox") { After = OpenSurveys, Otherwise = "Surveys.NoneToClose" },
        new("resultats", "resultats enquete", Says("Surveys.Result.Running.one"), "DDDDDx", "?+ooox") { After = OpenSurveys, Otherwise = "Surveys.NoneToShow" },
        new("arreter", "arreter", Says("Polls.Series.Stopped"), Referents, Referents) { Before = [Poll + "\nrépéter : mois"] },
        new("date", Dates, Sends(EventTypes.Reaction), Referents, Referents),
        new("retenir", "retenir 1", SendsFile, Referents, Referents) { Before = [Dates] },
        new("annuler", "annuler", SendsFile, Referents, Referents) { Before = [Dates, "retenir 1"] },
    ];

    // Everybody's own, asked in the salon that is theirs.
    private static Task OpenSurveys(CommandStage stage) => stage.WriteAsync(db =>
    {
        var form = new SurveyForm("Usages", [new("besoins", QuestionKind.Words, "De quoi auriez-vous besoin ?")]);
        foreach (var (seat, number) in Seat.All.Where(seat => seat.IsDirect).Select((seat, i) => (seat, i + 1)))
        {
            db.Add(new Survey
            {
                Id = number, Key = $"survey{number}", State = SurveyState.Open, Title = form.Title, Form = SurveyJson.Write(form), Creator = new UserId(seat.User), TellRoomId = seat.Chat,
                EndsAt = new DateTimeOffset(2026, 12, 4, 18, 0, 0, TimeSpan.FromHours(1)),
            });
            db.Add(new SurveyRoom { SurveyId = number, RoomId = seat.Salon });
        }
    });
}
