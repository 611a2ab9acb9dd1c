using Microsoft.Extensions.Options;
using Quartz;
using RupnBot.Localization;

namespace RupnBot.Schools.Import;

/// <summary>Reads the file that <c>Schools:Path</c> names when it is new. The bot works without one; what is wrong with it the log and the doctor say.</summary>
[DisallowConcurrentExecution]
internal sealed partial class SchoolFileWatch(SchoolImporter importer, IOptions<SchoolsOptions> options, Texts texts, ILogger<SchoolFileWatch> logger) : BackgroundService, IJob
{
    private const int MostToldFaults = 5;
    private (DateTime Written, long Length) _seen;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await LookAsync(cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await LookAsync(stoppingToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.Failed(logger, e.GetType().Name);
        }
    }

    internal async Task LookAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Path is not { } path) return;
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists || file.Length > SchoolFileReader.MaximumBytes)
            {
                Log.Unusable(logger, path);
                return;
            }

            if (_seen == (file.LastWriteTimeUtc, file.Length)) return;
            var bytes = await File.ReadAllBytesAsync(path, cancellationToken);
            if (!await importer.HasReadAsync(bytes, cancellationToken)) await ReadAsync(bytes, cancellationToken);
            _seen = (file.LastWriteTimeUtc, file.Length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.Failed(logger, e.GetType().Name);
        }
    }

    private async Task ReadAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        var reading = SchoolFileReader.Read(bytes);
        foreach (var fault in reading.Faults.Take(MostToldFaults)) Log.Fault(logger, fault.ToText(texts));
        if (reading.Schools.Count == 0) return;
        var counts = await importer.ImportAsync(reading.Schools, SchoolImporter.DigestOf(bytes), cancellationToken);
        Log.Imported(logger, counts.All, counts.Added, counts.Changed, reading.Faults.Count);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Schools read: {All}, {Added} of them new, {Changed} changed; {Faults} lines left out.")]
        public static partial void Imported(ILogger logger, int all, int added, int changed, int faults);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The file of schools: {Fault}")]
        public static partial void Fault(ILogger logger, string fault);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The file of schools, {Path}, is not there or too large.")]
        public static partial void Unusable(ILogger logger, string path);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The file of schools could not be read: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
