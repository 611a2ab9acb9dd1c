using Microsoft.EntityFrameworkCore;
using RupnBot.Matrix;
using RupnBot.Polls.Privacy;
using RupnBot.Storage;
using RupnBot.Surveys.Records;

namespace RupnBot.Surveys.Life;

/// <summary>Who has answered a survey that is open: to count each once, and to remind only the others.</summary>
internal sealed class SurveyTurnout(VoterPseudonym pseudonyms)
{
    /// <summary>How many have answered so far, or in all once it is over.</summary>
    public static async Task<int> CountAsync(BotDbContext db, Survey survey, CancellationToken cancellationToken) => survey.State >= SurveyState.Closed
        ? survey.Answered
        : await db.Set<SurveyParticipant>().CountAsync(participant => participant.SurveyId == survey.Id, cancellationToken);

    public Task<bool> HasAnsweredAsync(BotDbContext db, Survey survey, UserId user, CancellationToken cancellationToken)
    {
        var person = Person(survey, user);
        return db.Set<SurveyParticipant>().AnyAsync(participant => participant.SurveyId == survey.Id && participant.Person == person, cancellationToken);
    }

    /// <summary>Those of the people who have not answered, in their order; all of them once it is over and nobody knows any more.</summary>
    public async Task<IReadOnlyList<UserId>> NotYetAsync(BotDbContext db, Survey survey, IEnumerable<UserId> people, CancellationToken cancellationToken)
    {
        var answered = await db.Set<SurveyParticipant>().Where(participant => participant.SurveyId == survey.Id)
            .Select(participant => participant.Person).ToHashSetAsync(StringComparer.Ordinal, cancellationToken);
        return [.. people.Where(user => !answered.Contains(Person(survey, user)))];
    }

    public string Person(Survey survey, UserId user) => pseudonyms.Of("survey:" + survey.Key, user);
}
