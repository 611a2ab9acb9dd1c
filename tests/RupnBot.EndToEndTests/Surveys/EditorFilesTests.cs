using System.Text;
using RupnBot.Demo.Colleagues.Encryption;
using RupnBot.EndToEndTests.Bench.Encryption;
using RupnBot.EndToEndTests.Matrix;
using RupnBot.Matrix;

namespace RupnBot.EndToEndTests.Surveys;

/// <summary>An editor sends a survey and a list of people as files, in cipher and in clear.</summary>
public sealed class EditorFilesTests(EncryptedStage stage) : IClassFixture<EncryptedStage>
{
    private const string Yaml = "titre: Usages du numérique\nquestions:\n  - question: Quel outil ?\n    réponses: [ENT, Pix]\n  - question: De quoi auriez-vous besoin ?\n";
    private static readonly TimeSpan OneRound = TimeSpan.FromMinutes(3);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_an_encrypted_chat_both_are_opened_and_a_survey_that_was_changed_on_its_way_is_refused()
    {
        await using var editor = await EncryptedColleague.LogInAsync(stage.Editor, Token);
        var salon = await stage.OpenSalonAsync(Token);
        await stage.Anne.InviteAsync(salon, editor.UserId, Token);
        await editor.JoinAsync(salon, Token);
        var desk = await editor.OpenDirectChatAsync(stage.Bot.UserId, Token);
        await editor.WaitForTextAsync(desk, "pas à pas", Token);
        var chat = await stage.Anne.OpenDirectChatAsync(stage.Bot.UserId, Token);
        await stage.Anne.WaitForTextAsync(chat, "pas à pas", Token);

        var survey = new ClearFile("enquete.yaml", "application/yaml", Encoding.UTF8.GetBytes(Yaml));
        await editor.SendFileAsync(desk, survey, Token, spoilt: true);
        await editor.WaitForTextAsync(desk, "Je n'arrive pas à lire", Token);
        await editor.SendFileAsync(desk, survey, Token);
        await editor.WaitForTextAsync(desk, "pour lancer", Token);

        await editor.SayAsync(desk, "campagne enquête\nà : fichier", Token);
        await editor.WaitForTextAsync(desk, "Envoyez-moi maintenant la liste", Token);
        await editor.SendFileAsync(desk, new ClearFile("liste.csv", "text/csv", Encoding.UTF8.GetBytes($"Nom;Identifiant\r\nRoy;{stage.Anne.UserId}\r\n")), Token);
        await editor.WaitForTextAsync(desk, "Liste lue\u00a0: 1 personne.", Token);
        await editor.SayAsync(desk, "valider", Token);
        await editor.WaitForTextAsync(desk, "C'est parti", Token);

        await stage.Anne.WaitForTextAsync(chat, "Usages du numérique", Token, OneRound);
        await Wire.AssertNothingInClearAsync(stage.Anne.Account, chat, stage.Bot.UserId, Token);
    }

    [Fact]
    public async Task In_a_plain_chat_it_is_read_its_fault_is_named_by_its_line_and_too_large_a_one_is_refused()
    {
        var desk = await stage.Editor.OpenDirectChatAsync(stage.Bot.UserId, Token);
        await stage.Editor.WaitForTextAsync(desk, "pas à pas", Token);
        using var client = MatrixUser.Connect(stage.Bot.Proxied.Homeserver);
        client.UseSession(new MatrixSession(new UserId(stage.Editor.UserId), new RupnBot.Matrix.DeviceId(stage.Editor.DeviceId), stage.Editor.AccessToken));

        await SendAsync(client, desk, "faute.yaml", Yaml + "    typ: texte\n");
        await stage.Editor.WaitForTextAsync(desk, "Ligne 6", Token);
        await SendAsync(client, desk, "longue.yaml", Yaml + "#" + new string('x', 32 * 1024));
        await stage.Editor.WaitForTextAsync(desk, "32 Kio au plus", Token);
        await SendAsync(client, desk, "enquete.txt", "enquete Usages du numérique\n1. Quel outil ?\n- ENT\n- Pix");
        await stage.Editor.WaitForTextAsync(desk, "pour lancer", Token);
    }

    private static async Task SendAsync(MatrixClient client, string room, string name, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var address = await client.UploadAsync(bytes, "application/octet-stream", name, Token);
        await client.SendAsync(new RoomId(room), MessageContent.Attachment(name, address.ToString(), new MediaInfo("application/octet-stream", bytes.Length)), name, Token);
    }
}
