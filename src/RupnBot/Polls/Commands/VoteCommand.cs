using RupnBot.Bot.Commands;
using RupnBot.Bot.Messages;
using RupnBot.Matrix;
using RupnBot.Polls.Privacy;
using RupnBot.Polls.Records;

namespace RupnBot.Polls.Commands;

/// <summary>
/// <c>vote 2</c>, <c>vote 1 3</c>: a vote in words, for who cannot tap or would not be seen to. It is a ballot like any other: one person, one
/// ballot, the latest counts.
/// </summary>
internal sealed class VoteCommand(VoterPseudonym pseudonyms) : ICommand
{
    public CommandInfo Info { get; } = new("vote", "vote", Role.Colleague, Places.Everywhere, "voter", "votes") { CountsWhenLate = true, Theme = HelpTheme.Polls, Foremost = Places.Salon };

    public async Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var wanted = context.Line.Rest.Trim();
        var poll = await FindAsync(context, wanted, cancellationToken);
        if (poll.State is not (PollState.Open or PollState.Closing)) throw context.Fault("Polls.VoteTooLate", ("question", poll.Question));
        var answers = Read(poll, wanted) ?? (AnswerWords.MeansNone(wanted) ? [] : await AskAsync(context, poll, wanted, cancellationToken));
        if (answers is null) return;
        BallotTable.For(context.Db).Put(poll.Id, context.EventId, pseudonyms.Of(poll.VoterScope, context.Sender), context.OriginServerTs, [.. answers.Select(answer => answer.Id)]);
        await AcknowledgeAsync(context, poll, answers, cancellationToken);
    }

    private static async Task<Poll> FindAsync(CommandContext context, string wanted, CancellationToken cancellationToken)
    {
        if (await PollChoice.RepliedToAsync(context, cancellationToken) is { } replied) return replied;
        var polls = await PollChoice.CandidatesAsync(context, asReferent: false, cancellationToken);
        var open = polls.Where(poll => poll.State is PollState.Open).ToList();
        if (open.Count == 0)
        {
            if (polls.FirstOrDefault(poll => poll.State == PollState.Closing) is { } closing) return closing;
            throw context.Fault(context.IsDirect ? "Polls.NoOpenPollDirect" : "Polls.NoOpenPoll");
        }

        // An answer's own words may say which poll is meant; a number does not.
        var having = PollChoice.NumberIn(wanted) is null ? open.Where(poll => Read(poll, wanted) is not null).ToList() : [];
        return await PollChoice.OneOfAsync(context, having.Count > 0 ? having : open, number: null, cancellationToken);
    }

    private static IReadOnlyList<PollAnswer>? Read(Poll poll, string wanted)
    {
        var answers = poll.DefinitionOf().Answers;
        if (poll.Form == PollForm.Message) return AnswerWords.FindAll(answers, wanted);
        return AnswerWords.Find(answers, wanted) is { } one ? [one] : null;
    }

    /// <summary>Which one, by number; where several may be chosen, how to write them.</summary>
    private static async Task<IReadOnlyList<PollAnswer>?> AskAsync(CommandContext context, Poll poll, string wanted, CancellationToken cancellationToken)
    {
        var answers = poll.DefinitionOf().Answers;
        if (poll.Form == PollForm.Message)
        {
            var how = new MessageBuilder().Paragraph(context.Texts.Format("Polls.Several.WhichAnswers", ("question", poll.Question)))
                .NumberedList(answers.Select(answer => InlineText.From(answer.Text)));
            await context.ReplyAsync(how.Build(), cancellationToken);
            return null;
        }

        var question = wanted.Length == 0 ? poll.Question : context.Texts.Format("Polls.WhichAnswer", ("question", poll.Question));
        var chosen = await context.ChooseAsync("answer", question, [.. answers.Select(answer => new ChoiceOption(answer.Id, answer.Text))], cancellationToken);
        return [answers.First(answer => answer.Id == chosen)];
    }

    /// <summary>The choice is repeated only where nobody else reads it.</summary>
    private static async Task AcknowledgeAsync(CommandContext context, Poll poll, IReadOnlyList<PollAnswer> answers, CancellationToken cancellationToken)
    {
        var isPrivate = context.IsDirect || await context.DirectChatAsync(cancellationToken) is not null;
        var text = (answers.Count, isPrivate) switch
        {
            (0, _) => context.Texts.Format("Polls.VoteTakenBack", ("question", poll.Question)),
            (_, true) => context.Texts.Format("Polls.VotedFor", ("answer", string.Join(", ", answers.Select(answer => answer.Text))), ("question", poll.Question)),
            _ => context.Texts.Get("Polls.Voted"),
        };
        await context.ConfirmAsync(text, cancellationToken);
    }
}
