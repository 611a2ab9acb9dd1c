using RupnBot.Localization;
using RupnBot.Operations.Doctor;

namespace RupnBot.Operations.Encryption;

/// <summary>The report in words, for <c>crypto status</c> and <c>doctor</c>.</summary>
internal static class EncryptionLines
{
    public static IReadOnlyList<Finding> ToFindings(this EncryptionReport report, Texts texts)
    {
        if (report.Device is not { } device) return [new Finding(true, texts.Get("Crypto.NotYet"))];
        var lines = new List<Finding>
        {
            new(report.IsPublished, texts.Format(report.IsPublished ? "Crypto.Device" : "Crypto.DeviceUnpublished", ("device", device), ("fingerprint", report.Fingerprint ?? "?"), ("count", report.OneTimeKeys))),
            new(report.IsSigned, texts.Get(report.IsSigned ? "Crypto.Signed" : report.HasIdentity ? "Crypto.SigningPending" : "Crypto.Unsigned")),
            new(report.HasBackup, report.HasBackup ? texts.Plural("Crypto.Backup", report.NotBackedUp) : texts.Get("Crypto.NoBackup")),
            new(true, texts.Format("Crypto.Rooms", ("rooms", report.Rooms), ("waiting", report.RoomsWaiting), ("users", report.Users), ("devices", report.Devices), ("sessions", report.Sessions))),
        };
        if (report.ChangedIdentities > 0) lines.Add(new Finding(false, texts.Plural("Crypto.Changed", report.ChangedIdentities)));
        lines.AddRange(report.Undecryptable.Select(unread => new Finding(true, texts.Format("Crypto.Unread", ("count", unread.Count), ("reason", unread.Failure)))));
        if (report.Undecryptable.Count == 0) lines.Add(new Finding(true, texts.Get("Crypto.AllRead")));
        return lines;
    }
}
