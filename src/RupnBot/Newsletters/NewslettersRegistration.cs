using Microsoft.Extensions.Options;
using RupnBot.Bot;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Encryption;
using RupnBot.Bot.Jobs;
using RupnBot.Bot.Sync;
using RupnBot.Newsletters.Files;
using RupnBot.Newsletters.Sending;
using RupnBot.Newsletters.Talking;
using RupnBot.Privacy;
using RupnBot.Scheduling;

namespace RupnBot.Newsletters;

internal static class NewslettersRegistration
{
    /// <summary>An editor's letter to many salons: prepared in conversation, sent some salons at a time, followed, corrected, taken back.</summary>
    public static IServiceCollection AddNewsletters(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<NewsletterOptions>, NewsletterOptionsValidator>();
        services.AddOptions<NewsletterOptions>().BindConfiguration(NewsletterOptions.Section).ValidateOnStart();
        services.AddSingleton<LetterAudience>();
        services.AddSingleton<LetterReport>();
        services.AddSingleton<LetterPreview>();
        services.AddSingleton<LetterApproval>();
        services.AddSingleton<LetterContents>();
        services.AddSingleton<LetterFileChanges>();
        services.AddSingleton<LetterFileDesk>();
        services.AddSingleton<LetterDesk>();
        services.AddSingleton<LetterCourse>();
        services.AddSingleton<LetterSalonList>();
        services.AddSingleton<LetterSender>();
        services.AddSingleton<LetterCorrector>();
        services.AddSingleton<LetterWithdrawal>();
        services.AddSingleton<LetterProgress>();
        services.AddSingleton<LetterStep>();
        services.AddSingleton<LetterTick>();
        services.AddTick<LetterTickJob>(LetterTickJob.EveryTwoSeconds);
        services.AddSingleton<IJobHandler, LetterContentJob>();
        services.AddSingleton<IJobHandler, LetterMediaJob>();
        services.AddSingleton<IForeseenRooms, ForeseenLetters>();
        services.AddSingleton<IRoomMoveHandler, LetterMoves>();
        services.AddSingleton<IRoomLeftHandler, LetterMoves>();
        services.AddSingleton<IPersonalData, LetterPersonalData>();
        services.AddSingleton<IStatusSource, LetterStatus>();
        services.AddSingleton<IConversation, LetterConversation>();
        services.AddSingleton<IConversation, LetterOffer>();
        services.AddSingleton<ICommand, LetterCommand>();
        return services;
    }
}
