using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RupnBot.Bot.Jobs;
using RupnBot.Storage;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Bot.Jobs;

public sealed class JobWorkerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_slow_job_does_not_keep_those_queued_after_it_waiting()
    {
        await using var bench = await StartAsync();
        var handler = bench.Get<Held>();
        await QueueAsync(bench, "slow");
        var run = bench.Get<JobWorker>().RunDueAsync(Cancel);
        await handler.StartedAsync("slow");
        for (var i = 0; i < 20; i++)
        {
            await QueueAsync(bench, $"quick{i}");
            handler.Release($"quick{i}");
            await handler.EndedAsync($"quick{i}");
        }

        Assert.False(run.IsCompleted);
        handler.Release("slow");
        await run;
        Assert.Empty(await JobsAsync(bench));
    }

    [Fact]
    public async Task What_is_asked_for_again_while_it_runs_runs_once_more_with_the_new_words()
    {
        await using var bench = await StartAsync();
        var handler = bench.Get<Held>();
        await QueueAsync(bench, "a", "first");
        var run = bench.Get<JobWorker>().RunDueAsync(Cancel);
        await handler.StartedAsync("a");
        await QueueAsync(bench, "a", "second");
        handler.Release("a");
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        await run;
        await bench.Get<JobWorker>().RunDueAsync(Cancel);
        Assert.Equal(["first", "second"], handler.Payloads);
        Assert.Empty(await JobsAsync(bench));
    }

    [Fact]
    public async Task What_is_put_off_keeps_its_time_when_it_is_asked_for_again()
    {
        await using var bench = await StartAsync();
        var later = bench.Time.GetUtcNow().AddHours(1);
        await bench.Database.WriteAsync(db => db.QueueJobAsync(Held.JobKind, "a", "first", later, Cancel), Cancel);
        await QueueAsync(bench, "a", "second");
        Assert.Equal(later, Assert.Single(await JobsAsync(bench)).RunAt);
    }

    private static Task<BotBench> StartAsync() => BotBench.StartAsync(configure: services =>
        services.AddSingleton<Held>().AddSingleton<IJobHandler>(provider => provider.GetRequiredService<Held>()));

    private static Task QueueAsync(BotBench bench, string key, string payload = "") =>
        bench.Database.WriteAsync(db => db.QueueJobAsync(Held.JobKind, key, payload, bench.Time.GetUtcNow(), Cancel), Cancel);

    private static Task<List<Job>> JobsAsync(BotBench bench) => bench.Database.ReadAsync(db => db.Set<Job>().ToListAsync(Cancel), Cancel);

    /// <summary>Ends each job when the test says so.</summary>
    private sealed class Held : IJobHandler
    {
        public const string JobKind = "held";
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
        private readonly System.Collections.Concurrent.ConcurrentDictionary<string, TaskCompletionSource> _signals = new();

        public System.Collections.Concurrent.ConcurrentQueue<string> Payloads { get; } = new();

        public string Kind => JobKind;

        public async Task<Func<BotDbContext, Task>?> RunAsync(JobContext job, CancellationToken cancellationToken)
        {
            Payloads.Enqueue(job.Read<string>());
            Signal("started:" + job.Key).TrySetResult();
            await Signal("released:" + job.Key).Task.WaitAsync(cancellationToken);
            Signal("ended:" + job.Key).TrySetResult();
            return null;
        }

        public void Release(string key) => Signal("released:" + key).TrySetResult();

        public Task StartedAsync(string key) => Signal("started:" + key).Task.WaitAsync(Patience, Cancel);

        public Task EndedAsync(string key) => Signal("ended:" + key).Task.WaitAsync(Patience, Cancel);

        private TaskCompletionSource Signal(string name) => _signals.GetOrAdd(name, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
    }
}
