using RupnBot.Bot.Commands;
using RupnBot.Bot.Rooms;
using RupnBot.Scheduling.Dates;

namespace RupnBot.Subscriptions.Commands;

/// <summary><c>bonjour</c> in direct chat leads a référent to a first subscription: which salon, what, which day. In a salon it only answers.</summary>
internal sealed class HelloCommand(SubscribeCommand subscribe, SubscriptionBook book) : ICommand, IReadsAnswers
{
    private const int MostOptions = 15;
    private const string Day = "day";

    public CommandInfo Info { get; } = new("bonjour", "hello", Role.Colleague, Places.Everywhere, "salut", "coucou", "bonsoir", "commencer", "start", "hi") { IsHidden = true };

    public async Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (!context.IsDirect)
        {
            await context.ReplyAsync(context.Texts.Get("Hello.Salon"), cancellationToken);
            return;
        }

        if (await SalonsAsync(context, cancellationToken) is not { } salons) return;
        var salon = await SalonAsync(context, salons, cancellationToken);
        if (await TargetAsync(context, salon, isFirst: salons.Count == 1, cancellationToken) is not { } target) return;
        var cadence = await CadenceAsync(context, cancellationToken);
        await subscribe.PutAsync(context, salon, target, cadence, cancellationToken);
    }

    /// <summary>« jeudi 9h », « quotidien 12h30 »: as <c>abonner</c> would understand it.</summary>
    public string? ReadAnswer(string slot, string words) =>
        slot == Day && CadenceParser.Parse(words, book.Defaults) is CadenceResult.Understood understood ? CadenceCode.Write(understood.Cadence) : null;

    /// <summary>The salons one may set up; null when there is none and that was said.</summary>
    private static async Task<List<Room>?> SalonsAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var shared = await context.SharedSalonsAsync(cancellationToken);
        var own = new List<Room>();
        foreach (var salon in shared)
            if (await context.Permissions.IsReferentAsync(context.Db, salon, context.Sender, cancellationToken)) own.Add(salon);
        if (own.Count > 0) return own;
        await context.ReplyAsync(context.Texts.Format(shared.Count == 0 ? "Hello.NoSalon" : "Hello.Colleague", ("user", context.Sender.Value)), cancellationToken);
        return null;
    }

    private static async Task<Room> SalonAsync(CommandContext context, List<Room> salons, CancellationToken cancellationToken)
    {
        if (salons is [var only]) return only;
        var options = await context.SalonOptionsAsync(salons, cancellationToken);
        var chosen = await context.ChooseAsync("salon", $"{context.Texts.Get("Hello.Welcome")} {context.Texts.Get("Bot.WhichSalon")}", options, cancellationToken);
        return salons.Single(salon => salon.Id.Value == chosen);
    }

    private static async Task<SubscriptionTarget?> TargetAsync(CommandContext context, Room salon, bool isFirst, CancellationToken cancellationToken)
    {
        var offered = (await TargetLookup.ReadAsync(context.Db, cancellationToken)).Offered.Take(MostOptions).ToList();
        if (offered.Count == 0)
        {
            await context.ReplyAsync(context.Texts.Get("Hello.NoSource"), cancellationToken);
            return null;
        }

        var question = context.Texts.Format("Hello.What", ("salon", context.NameOf(salon)));
        if (isFirst) question = $"{context.Texts.Get("Hello.Welcome")} {question}";
        var options = offered.Select(target => new ChoiceOption(target.Key, context.Texts.Format($"Subscriptions.Kind.{target.Kind}", ("label", target.Label)))).ToList();
        var chosen = await context.ChooseAsync("target", question, options, cancellationToken);
        return offered.Single(target => target.Key == chosen);
    }

    private async Task<Cadence> CadenceAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (context.Choices.TryGetValue(Day, out var said) && CadenceCode.TryRead(said, out var read)) return read;
        var time = book.Defaults.Time;
        List<Cadence> cadences =
        [
            .. new[] { DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday }.Select(day => new Cadence.Weekly(day, time)),
            new Cadence.Daily(time),
            new Cadence.Monthly(new MonthlyRule.FirstWorkingDay(), time),
        ];
        var options = cadences.Select(cadence => new ChoiceOption(CadenceCode.Write(cadence), DateText.Rhythm(cadence, context.Texts.Culture))).ToList();
        var chosen = await context.ChooseAsync(Day, context.Texts.Get("Hello.When"), options, cancellationToken);
        return cadences.Single(cadence => CadenceCode.Write(cadence) == chosen);
    }
}
