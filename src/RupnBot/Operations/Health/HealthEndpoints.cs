namespace RupnBot.Operations.Health;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: it is logged in and in step with the homeserver. <c>/health</c>: all of it,
/// in JSON; 503 when unhealthy. None of them tells anything about a person.
/// </summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Text("live"));
        routes.MapGet("/health/ready", async (HealthReporter reporter, CancellationToken cancellationToken) =>
            (await reporter.ReportAsync(cancellationToken)).IsReady ? Results.Text("ready") : Results.Text("not ready", statusCode: StatusCodes.Status503ServiceUnavailable));
        routes.MapGet("/health", async (HealthReporter reporter, CancellationToken cancellationToken) =>
        {
            var report = await reporter.ReportAsync(cancellationToken);
            return Results.Json(HealthJson.Of(report), statusCode: report.Status == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
        });
    }
}
