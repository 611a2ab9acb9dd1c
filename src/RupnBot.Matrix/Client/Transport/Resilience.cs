using System.Net;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace RupnBot.Matrix;

/// <summary>Time-outs for every request, and another try for those that change nothing.</summary>
internal static class Resilience
{
    public static readonly ResiliencePropertyKey<TimeSpan> Timeout = new("rupnbot.matrix.timeout");

    private const int Retries = 2;

    public static ResiliencePipeline Timing(TimeProvider time) => new ResiliencePipelineBuilder { TimeProvider = time }
        .AddTimeout(new TimeoutStrategyOptions
        {
            TimeoutGenerator = static arguments => ValueTask.FromResult(arguments.Context.Properties.GetValue(Timeout, TimeSpan.FromSeconds(30))),
        })
        .Build();

    public static ResiliencePipeline Repeating(TimeProvider time) => new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = Retries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromMilliseconds(500),
            ShouldHandle = static arguments => ValueTask.FromResult(IsPassing(arguments.Outcome.Exception)),
        })
        .Build();

    private static bool IsPassing(Exception? exception) => exception is MatrixException
    {
        Reason: MatrixFailure.Transport or MatrixFailure.Timeout
    }
    or MatrixException
    {
        Reason: MatrixFailure.Server,
        Status: HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout
    };
}
