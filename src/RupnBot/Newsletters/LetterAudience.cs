using RupnBot.Bot.Commands;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Schools.Audiences;
using RupnBot.Storage;

namespace RupnBot.Newsletters;

/// <summary>The salons a letter goes to.</summary>
/// <param name="Salons">As they are now.</param>
/// <param name="Described">« les collèges de la Vienne (86) : 34 salons, 812 personnes ».</param>
internal sealed record LetterSalons(IReadOnlyList<RoomId> Salons, string Described);

/// <summary>Whom a letter goes to, from the editor's words to salons.</summary>
internal sealed class LetterAudience(AudienceResolver audiences, Texts texts)
{
    /// <returns>What is stored with the letter.</returns>
    /// <exception cref="CommandFault">The words were not understood.</exception>
    public async Task<string> ReadAsync(BotDbContext db, string words, CancellationToken cancellationToken)
    {
        var reading = AudienceParser.Parse(words, await AudienceVocabulary.ReadAsync(db, cancellationToken), texts);
        return reading.Audience?.ToJson() ?? throw new CommandFault(reading.Fault ?? "");
    }

    /// <summary>Found anew each time it is looked at.</summary>
    public async Task<LetterSalons> OfAsync(BotDbContext db, string stored, CancellationToken cancellationToken)
    {
        var audience = Audience.FromJson(stored);
        var salons = await audiences.SalonsAsync(db, audience, cancellationToken);
        var reach = await AudienceResolver.ReachAsync(db, salons, cancellationToken);
        return new LetterSalons([.. salons.Select(salon => salon.RoomId)], AudienceText.Describe(audience, reach, texts));
    }
}
