namespace RupnBot.Operations.Doctor;

/// <summary>All checks, in the order one would mend things.</summary>
internal sealed class Examination(
    HomeserverCheck homeserver, LoginCheck login, DatabaseCheck database, EncryptionCheck encryption, DeviceKeysCheck keys, SourcesCheck sources, SchoolsCheck schools, AlertRoomCheck alerts,
    CalendarCheck calendar)
{
    public async IAsyncEnumerable<Finding> RunAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var check in new ICheck[] { homeserver, login, database, encryption, keys, sources, schools, alerts, calendar })
            foreach (var finding in await check.RunAsync(cancellationToken)) yield return finding;
    }
}
