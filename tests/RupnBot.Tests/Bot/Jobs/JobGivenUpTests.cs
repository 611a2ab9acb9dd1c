using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RupnBot.Bot.Jobs;
using RupnBot.Matrix;
using RupnBot.Storage;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Bot.Jobs;

public sealed class JobGivenUpTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_handler_that_fails_even_to_give_up_loses_its_job_and_stops_no_other()
    {
        await using var bench = await BotBench.StartAsync(configure: services => services.AddSingleton<IJobHandler, Hopeless>());
        await QueueAsync(bench, Hopeless.JobKind);
        await bench.Get<JobWorker>().RunDueAsync(Cancel);
        Assert.Empty(await JobsAsync(bench));
    }

    [Fact]
    public async Task A_job_outlives_a_day_without_the_homeserver_but_not_a_month()
    {
        await using var bench = await BotBench.StartAsync(configure: services => services.AddSingleton<IJobHandler, Unreachable>());
        await QueueAsync(bench, Unreachable.JobKind);
        await bench.Get<JobWorker>().RunDueAsync(Cancel);
        Assert.Single(await JobsAsync(bench));
        bench.Time.Advance(TimeSpan.FromDays(30));
        await bench.Get<JobWorker>().RunDueAsync(Cancel);
        Assert.Empty(await JobsAsync(bench));
    }

    private static Task QueueAsync(BotBench bench, string kind) => bench.Database.WriteAsync(
        async db => await db.AddAsync(
            new Job { Kind = kind, Key = "1", CreatedAt = bench.Time.GetUtcNow(), RunAt = bench.Time.GetUtcNow(), Attempts = JobWorker.MaximumAttempts - 1 }, Cancel),
        Cancel);

    private static Task<List<Job>> JobsAsync(BotBench bench) => bench.Database.ReadAsync(db => db.Set<Job>().ToListAsync(Cancel), Cancel);

    private sealed class Hopeless : IJobHandler
    {
        public const string JobKind = "hopeless";

        public string Kind => JobKind;

        public Task<Func<BotDbContext, Task>?> RunAsync(JobContext job, CancellationToken cancellationToken) => throw new InvalidOperationException();

        public Task GiveUpAsync(BotDbContext db, JobContext job, CancellationToken cancellationToken) => throw new InvalidOperationException();
    }

    private sealed class Unreachable : IJobHandler
    {
        public const string JobKind = "unreachable";

        public string Kind => JobKind;

        public Task<Func<BotDbContext, Task>?> RunAsync(JobContext job, CancellationToken cancellationToken) => throw new MatrixException(MatrixFailure.Transport, "No answer.");
    }
}
