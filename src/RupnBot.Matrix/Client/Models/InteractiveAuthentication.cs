using System.Text.Json;

namespace RupnBot.Matrix;

/// <summary>What a server asks for before it does something grave (specification, "User-Interactive Authentication API").</summary>
/// <param name="Session">Names the attempt; null when the server keeps none.</param>
/// <param name="Flows">Ways to get through, each the stages to pass.</param>
/// <param name="Completed">Stages passed already.</param>
public sealed record InteractiveAuthentication(string? Session, IReadOnlyList<IReadOnlyList<string>> Flows, IReadOnlyList<string> Completed)
{
    /// <summary>The stage a password passes.</summary>
    public const string PasswordStage = "m.login.password";

    private const int Most = 20;

    /// <summary>Whether a password is all that is missing.</summary>
    public bool AsksForPasswordOnly => Flows.Any(flow => flow.Except(Completed, StringComparer.Ordinal).SequenceEqual([PasswordStage], StringComparer.Ordinal));

    // An answer that names no flows is some other refusal.
    internal static InteractiveAuthentication? Read(JsonElement answer)
    {
        try
        {
            if (answer.ArrayOrNull("flows") is null) return null;
            return new InteractiveAuthentication(
                answer.StringOrNull("session"), [.. answer.Items("flows", Most).Select(flow => flow.Strings("stages", Most))], answer.Strings("completed", Most));
        }
        // Half a surrogate pair.
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
