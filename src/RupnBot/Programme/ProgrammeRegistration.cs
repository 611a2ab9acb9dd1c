using RupnBot.Bot.Commands;

namespace RupnBot.Programme;

internal static class ProgrammeRegistration
{
    /// <summary>All that is to come, in one answer.</summary>
    public static IServiceCollection AddProgramme(this IServiceCollection services)
    {
        services.AddSingleton<ProgrammeComposer>();
        services.AddSingleton<IProgrammeSource, DigestProgramme>();
        services.AddSingleton<IProgrammeSource, LetterProgramme>();
        services.AddSingleton<ICommand, ProgrammeCommand>();
        return services;
    }
}
