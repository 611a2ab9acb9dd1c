using RupnBot.Matrix;

namespace RupnBot.Bot.Commands;

/// <summary>What someone said in their direct chat.</summary>
/// <param name="Message">The whole message: a text, a file, a picture.</param>
/// <param name="Body">Its words, without the quotation that a reply begins with.</param>
/// <param name="Command">The command its first word names; null when it names none.</param>
/// <param name="IsMarked">Written with the mark of commands, <c>!</c>: meant as one, whatever is going on.</param>
public sealed record Said(MessageContent Message, string Body, ICommand? Command, bool IsMarked);

/// <summary>
/// A slice that reads free words in a direct chat while it waits for some: a survey's answers, a letter in preparation. It is asked before the
/// commands are, under the same rules: it changes the database and queues messages, throws <see cref="CommandFault"/> before it changes anything,
/// and may put a numbered question (<see cref="CommandContext.ChooseAsync"/>), whose answer brings it the same words or the same file again with the choice.
/// </summary>
public interface IConversation
{
    /// <summary>Who is asked first, least first: an answer that is waited for goes before words that may begin something.</summary>
    int Order { get; }

    /// <summary>The least role it speaks with.</summary>
    Role Role { get; }

    /// <summary>Takes also what was said while the bot was down: an answer is an answer. Otherwise it is left to the commands, which ask to send it again.</summary>
    bool TakesLate => false;

    /// <summary>Takes the message, or leaves it to the next conversation and to the commands.</summary>
    /// <param name="context">Its line has no word: <see cref="CommandLine.Rest"/> is <see cref="Said.Body"/>.</param>
    /// <param name="said">What was said.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>False when it is not for this one; nothing was changed then.</returns>
    Task<bool> TakeAsync(CommandContext context, Said said, CancellationToken cancellationToken);
}
