using RupnBot.Demo.Colleagues;

namespace RupnBot.Demo.Story;

/// <summary>Prints the chats and the salons as they are, and whether they show what they must.</summary>
internal sealed class Showing(Stage stage, Play play)
{
    private readonly Transcript _transcript = new(Names(stage), TimeZoneInfo.FindSystemTimeZoneById(Stage.TimeZone));

    /// <returns>Whether nothing lacks in either salon.</returns>
    public async Task<bool> ShowAsync(CancellationToken cancellationToken)
    {
        await ShowChatAsync("Anne et le robot, en privé", stage.Cast.Referent, play.Salon.ReferentChat, cancellationToken);
        await ShowChatAsync("Paul et le robot, en privé", stage.Cast.Editor, play.EditorChat, cancellationToken);
        var plain = await ShowPlainAsync(cancellationToken);
        var encrypted = await ShowEncryptedAsync(cancellationToken);
        return IsAllMet(plain) && IsAllMet(encrypted);
    }

    /// <summary>A salon of which nothing is expected, because it never was, shows nothing.</summary>
    public static bool IsAllMet(IReadOnlyList<Expectation> judged) => judged.Count > 0 && judged.All(item => item.IsMet);

    private async Task<IReadOnlyList<Expectation>> ShowPlainAsync(CancellationToken cancellationToken)
    {
        if (play.Salon.RoomId is not { } room) return [];
        var events = await play.Salon.Reader.ReadAsync(room, cancellationToken);
        Console.WriteLine($"\n=== Le salon « {PlainSalon.Name} », lu par Karim\n{_transcript.Write(events)}");
        return Tell("le salon", Expectations.Judge(events, play.News, PlainSalon.Ballot, stage.BotId));
    }

    private async Task<IReadOnlyList<Expectation>> ShowEncryptedAsync(CancellationToken cancellationToken)
    {
        if (play.Encrypted.RoomId is null) return [];
        var readings = await play.Encrypted.ReadAsync(cancellationToken);
        var wire = await play.Encrypted.ReadTheWireAsync(cancellationToken);
        var (reader, events) = readings[0];
        Console.WriteLine($"\n=== Le salon chiffré « {EncryptedSalon.Name} », tel que matrix-js-sdk le déchiffre pour {reader}\n{_transcript.Write([.. events.Select(item => item.Clear)])}");
        return Tell("le salon chiffré", EncryptedExpectations.Judge(readings, wire, play.News, EncryptedSalon.Ballot, stage.BotId));
    }

    private async Task ShowChatAsync(string title, Colleague who, Dialogue? chat, CancellationToken cancellationToken)
    {
        if (chat is null) return;
        Console.WriteLine($"\n=== {title}\n{_transcript.Write(await who.ReadAsync(chat.RoomId, cancellationToken))}");
    }

    private static IReadOnlyList<Expectation> Tell(string where, IReadOnlyList<Expectation> judged)
    {
        Console.WriteLine($"\n=== Ce que {where} devait montrer");
        foreach (var (what, isMet) in judged) Console.WriteLine($"  {(isMet ? "oui" : "NON")}  {what}");
        return judged;
    }

    private static Dictionary<string, string> Names(Stage stage)
    {
        var names = stage.Cast.All.ToDictionary(part => part.Who.UserId, part => part.Name);
        foreach (var (who, name, _) in stage.EncryptedCast.All) names[who.UserId] = name;
        names[stage.BotId] = "Robot du SRANE";
        return names;
    }
}
