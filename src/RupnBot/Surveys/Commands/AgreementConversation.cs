using RupnBot.Bot.Commands;
using RupnBot.Bot.Rooms;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Polls.Life;
using RupnBot.Surveys.Opening;
using RupnBot.Surveys.Records;

namespace RupnBot.Surveys.Commands;

/// <summary><c>valider</c> under a survey that was shown opens it; <c>annuler</c> drops it.</summary>
internal sealed class AgreementConversation(SurveyOpener opener, PollHours hours) : IConversation
{
    /// <summary>What one can choose from by number; more are named in the line « salons : ».</summary>
    private const int MostSalons = 60;

    private static readonly string[] AgreeWords = ["valider", "valide", "je valide", "validez", "agree", "approve"];
    private static readonly string[] DropWords = ["annuler", "annule", "abandonner", "cancel", "drop"];
    private static readonly string[] AllWords = ["tous", "tous les salons", "toutes", "partout", "all", "everywhere"];

    public int Order => 20;

    public Role Role => Role.Editor;

    public async Task<bool> TakeAsync(CommandContext context, Said said, CancellationToken cancellationToken)
    {
        if (said.IsMarked || said.Message.MsgType != MessageContent.TextType) return false;
        var words = TextFolding.Fold(said.Body).Trim().TrimEnd('.', '!', ' ');
        if (!AgreeWords.Contains(words) && !DropWords.Contains(words)) return false;
        if (await SurveyPreparation.WaitingAsync(context.Db, context.Sender, context.Room.Id, cancellationToken) is not { } survey) return false;
        if (DropWords.Contains(words))
        {
            context.Db.Remove(survey);
            await context.ReplyAsync(context.Texts.Format("Surveys.Dropped", ("title", survey.Title)), cancellationToken);
            return true;
        }

        if (survey.EndsAt <= context.Now) throw context.Fault("Surveys.EndIsPast", ("end", hours.Text(survey.EndsAt, context.Texts.Culture)));
        var salons = await SalonsAsync(context, survey, cancellationToken);
        var opening = new SurveyOpening(survey.FormOf(), survey.EndsAt) { Rooms = [.. salons.Select(salon => new SurveyAudience<RoomId>(salon.Id))], Creator = context.Sender, TellRoomId = context.Room.Id };
        await opener.OpenAsync(context.Db, survey, opening, context.Now, cancellationToken);
        var names = string.Join(", ", salons.Select(salon => $"«\u00A0{context.NameOf(salon)}\u00A0»"));
        await context.ReplyAsync(context.Texts.Format("Surveys.Opened", ("salons", names), ("end", hours.FullText(survey.EndsAt, context.Texts.Culture))), cancellationToken);
        return true;
    }

    private static async Task<IReadOnlyList<Room>> SalonsAsync(CommandContext context, Survey survey, CancellationToken cancellationToken)
    {
        var shared = await context.SharedSalonsAsync(cancellationToken);
        if (shared.Count == 0) throw context.Fault("Bot.NoSharedSalon");
        if (survey.Audience is { } named) return AllWords.Contains(TextFolding.Fold(named).Trim()) ? shared : [.. named.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(name => Named(context, shared, name)).Distinct()];
        if (shared.Count == 1) return shared;
        var offered = shared.Take(MostSalons).ToList();
        var question = offered.Count < shared.Count
            ? context.Texts.Format("Surveys.WhichOfSalons", ("shown", offered.Count), ("count", shared.Count))
            : context.Texts.Get("Surveys.WhichSalons");
        var chosen = await context.ChooseSeveralAsync("salon", question, await context.SalonOptionsAsync(offered, cancellationToken), cancellationToken);
        return [.. offered.Where(salon => chosen.Contains(salon.Id.Value))];
    }

    private static Room Named(CommandContext context, IReadOnlyList<Room> shared, string name)
    {
        var wanted = TextFolding.Fold(name).Trim();
        var found = shared.Where(salon => TextFolding.Fold(context.NameOf(salon)).Trim() == wanted).ToList();
        if (found.Count == 0) found = [.. shared.Where(salon => TextFolding.Fold(context.NameOf(salon)).StartsWith(wanted, StringComparison.Ordinal))];
        return found switch
        {
            [var only] => only,
            [] => throw context.Fault("Surveys.SalonUnknown", ("name", name), ("salons", string.Join(", ", shared.Take(MostSalons).Select(context.NameOf)))),
            _ => throw context.Fault("Surveys.SalonSeveral", ("name", name)),
        };
    }
}
