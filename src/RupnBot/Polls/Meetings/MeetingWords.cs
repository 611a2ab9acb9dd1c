using RupnBot.Bot.Messages;
using RupnBot.Bot.Outbox;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Polls.Life;
using RupnBot.Polls.Templates;

namespace RupnBot.Polls.Meetings;

/// <summary>What is said of a meeting in its salon.</summary>
internal sealed class MeetingWords(PollHours hours, Texts texts)
{
    public MessageContent Kept(Meeting meeting, int votes, bool isTie) => new MessageBuilder()
        .Paragraph(new InlineText().Strong(texts.Format("Meetings.Title", ("title", meeting.Title), ("start", Start(meeting)))))
        .Paragraph(string.Join(' ', [texts.Plural(isTie ? "Meetings.KeptOfTie" : "Meetings.Kept", votes), .. Where(meeting), texts.Get("Meetings.Then")]))
        .Build().ToMessage(notice: false);

    public MessageContent Cancelled(Meeting meeting) => texts.Format("Meetings.Cancelled", ("title", meeting.Title), ("start", Start(meeting))).ToBody().ToMessage(notice: false);

    public MessageContent Reminder(Meeting meeting) => new MessageBuilder()
        .Paragraph(string.Join(' ', [texts.Format("Meetings.Reminder", ("title", meeting.Title), ("start", Start(meeting))), .. Where(meeting)]))
        .Build().ToMessage(notice: false);

    public string Line(Meeting meeting) => texts.Format("Meetings.Line", ("title", meeting.Title), ("start", Start(meeting)));

    /// <summary>The file for calendars.</summary>
    public OutgoingMessage File(Meeting meeting, DateTimeOffset now)
    {
        var file = new OutboxAttachment
        {
            FileName = $"{TemplateName.Of(meeting.Title) ?? texts.Get("Meetings.File")}.ics",
            ContentType = MeetingCalendar.ContentType,
            Bytes = MeetingCalendar.Write(meeting, now),
        };
        var content = MessageContent.Attachment(file.FileName, OutboxAttachment.Placeholder, new MediaInfo(file.ContentType, file.Bytes.Length));
        return new OutgoingMessage(meeting.SalonId, content) { Attachment = file, Priority = RequestPriority.Poll };
    }

    private IEnumerable<string> Where(Meeting meeting) => meeting.Place is { } place ? [texts.Format("Meetings.Where", ("place", place))] : [];

    private string Start(Meeting meeting) => hours.Text(meeting.StartsAt, texts.Culture);
}
