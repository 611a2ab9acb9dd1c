using RupnBot.Bot.Commands;
using RupnBot.Crypto;
using RupnBot.Matrix;

namespace RupnBot.Bot.Encryption;

/// <summary><c>confiance @x</c>: an administrator has made sure that a colleague's new cryptographic identity is theirs; their commands count again.</summary>
internal sealed class TrustCommand(BotCrypto crypto) : ICommand
{
    public CommandInfo Info { get; } = new("confiance", "trust", Role.Administrator, Places.Everywhere);

    public async Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var words = context.Line.Rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is not [var name] || !UserId.TryParse(name, out var user)) throw context.Fault("Bot.TrustWho");
        // Whoever took the administrator's account over must not vouch for themselves.
        if (user == context.Sender) throw context.Fault("Bot.TrustSelf");
        using var step = crypto.Begin(context.Db);
        if (await step.UserAsync(user, cancellationToken) is not { } known) throw context.Fault("Bot.TrustUnknown", ("user", user));
        if (!known.IsIdentityChanged) throw context.Fault("Bot.TrustUnchanged", ("user", user));
        await CryptoMachine.AcceptIdentityAsync(step, user, cancellationToken);
        await step.SaveAsync(cancellationToken);
        await context.ConfirmAsync(context.Texts.Format("Bot.Trusted", ("user", user)), cancellationToken);
    }
}
