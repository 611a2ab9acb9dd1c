using System.Globalization;
using System.Text;
using RupnBot.Demo.Colleagues;
using RupnBot.Demo.Colleagues.Encryption;
using RupnBot.EndToEndTests.Bench.Encryption;
using RupnBot.EndToEndTests.Matrix;
using RupnBot.Matrix;

namespace RupnBot.EndToEndTests.Almanac;

/// <summary>A calendar sent as a file, in cipher and in clear: its dates are said in the salon at their time.</summary>
public sealed class CalendarFileTests(EncryptedStage stage) : IClassFixture<EncryptedStage>
{
    private static readonly TimeSpan SomeMinutes = TimeSpan.FromMinutes(4);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_encrypted_file_is_opened_and_its_date_is_said_in_the_encrypted_salon_once()
    {
        var salon = await stage.OpenSalonAsync(Token);
        var chat = await stage.Anne.OpenDirectChatAsync(stage.Bot.UserId, Token);
        await stage.Anne.WaitForTextAsync(chat, "pas à pas", Token);

        var file = new ClearFile("film.ics", "text/calendar", Calendar("Conseil"));
        await stage.Anne.SendFileAsync(chat, file, Token);
        await stage.Anne.WaitForTextAsync(chat, "C'est fait", Token);
        var reminder = await stage.Karim.WaitForTextAsync(salon, "Rappel\u00a0: Conseil", Token, SomeMinutes);

        Assert.Equal("m.text", reminder.Clear.MessageType);
        // Sent again, it replaces itself: nothing is said twice.
        await stage.Anne.SendFileAsync(chat, file, Token);
        await stage.Anne.WaitForTextAsync(chat, "C'est à jour", Token);
        await stage.Bot.AskAsync(stage.Anne, salon, "!abonnements", Token);
        Assert.Single(await stage.Karim.ReadAsync(salon, Token), item => item.Body?.Contains("Rappel\u00a0: Conseil", StringComparison.Ordinal) == true);
        await Wire.AssertNothingInClearAsync(stage.Anne.Account, salon, stage.Bot.UserId, Token);
    }

    [Fact]
    public async Task A_file_that_was_changed_on_its_way_is_refused()
    {
        // Someone with one salon is not asked for which.
        var marie = await stage.LogInAsync("Marie Blanc", Token);
        var salon = await marie.CreateSalonAsync("Lettres", [stage.Bot.UserId], Token);
        await marie.WaitForTextAsync(salon, "Je ne conserve pas vos conversations", Token);
        var chat = await marie.OpenDirectChatAsync(stage.Bot.UserId, Token);
        await marie.WaitForTextAsync(chat, "pas à pas", Token);

        await marie.SendFileAsync(chat, new ClearFile("film.ics", "text/calendar", Calendar("Conseil")), Token, spoilt: true);

        await marie.WaitForTextAsync(chat, "ce n'est pas un calendrier", Token);
    }

    [Fact]
    public async Task A_file_in_clear_is_read_in_a_plain_salon()
    {
        var homeserver = stage.Bot.Proxied.Homeserver;
        using var anne = await homeserver.CreateUserAsync("Anne Roy", Token);
        var salon = await anne.CreateSalonAsync("Salle des professeurs", SalonKind.Forum, [stage.Bot.UserId], Token);
        await anne.WaitForTextAsync(salon, "Je ne conserve pas vos conversations", Token);
        var chat = await anne.OpenDirectChatAsync(stage.Bot.UserId, Token);
        await anne.WaitForTextAsync(chat, "pas à pas", Token);
        using var client = MatrixUser.Connect(homeserver);
        client.UseSession(new MatrixSession(new UserId(anne.UserId), new RupnBot.Matrix.DeviceId(anne.DeviceId), anne.AccessToken));

        var bytes = Calendar("Forum");
        var address = await client.UploadAsync(bytes, "text/calendar", "film.ics", Token);
        await client.SendAsync(new RoomId(chat), MessageContent.Attachment("film.ics", address.ToString(), new MediaInfo("text/calendar", bytes.Length)), "calendar", Token);
        await anne.WaitForTextAsync(chat, "C'est fait", Token);

        await anne.WaitForTextAsync(salon, "Rappel\u00a0: Forum", Token, SomeMinutes);
    }

    /// <summary>A date in two hours, of which the calendar asks to remind in a minute and a half.</summary>
    private static byte[] Calendar(string title)
    {
        var start = TimeProvider.System.GetUtcNow().AddHours(2);
        var text = $"BEGIN:VCALENDAR\r\nX-WR-CALNAME:Film annuel\r\nBEGIN:VEVENT\r\nUID:{title}@exemple.fr\r\nDTSTART:{start.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}\r\n"
            + $"SUMMARY:{title}\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT1H58M30S\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        return Encoding.UTF8.GetBytes(text);
    }
}
