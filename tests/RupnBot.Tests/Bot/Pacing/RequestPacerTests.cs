using Microsoft.Extensions.Time.Testing;
using RupnBot.Bot.Pacing;
using RupnBot.Matrix;

namespace RupnBot.Tests.Bot.Pacing;

public sealed class RequestPacerTests
{
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_minute_at_one_a_second_lets_sixty_requests_go_and_no_more()
    {
        var pacer = new RequestPacer(1, _time);
        var waiting = Enumerable.Range(0, 100).Select(_ => pacer.WaitAsync(RequestPriority.Bulk, Cancel).AsTask()).ToList();
        for (var second = 0; second < 59; second++) _time.Advance(TimeSpan.FromSeconds(1));
        await GrantedAsync(waiting, 60);
    }

    [Fact]
    public async Task A_late_timer_does_not_lower_the_rate_but_saves_up_no_burst()
    {
        var pacer = new RequestPacer(1, _time);
        await pacer.WaitAsync(RequestPriority.Bulk, Cancel);
        _time.Advance(TimeSpan.FromMinutes(10));
        await GrantedAsync([pacer.WaitAsync(RequestPriority.Bulk, Cancel).AsTask(), pacer.WaitAsync(RequestPriority.Bulk, Cancel).AsTask()], 1);
    }

    [Fact]
    public async Task An_answer_to_a_person_overtakes_what_waited_before_it()
    {
        var pacer = new RequestPacer(1, _time);
        await pacer.WaitAsync(RequestPriority.Bulk, Cancel);
        var digest = pacer.WaitAsync(RequestPriority.Bulk, Cancel).AsTask();
        var answer = pacer.WaitAsync(RequestPriority.Interactive, Cancel).AsTask();
        _time.Advance(TimeSpan.FromSeconds(1));
        await answer.WaitAsync(TimeSpan.FromSeconds(10), Cancel);
        Assert.False(digest.IsCompleted);
    }

    [Fact]
    public async Task Nobody_starves_however_many_answers_there_are()
    {
        var pacer = new RequestPacer(1, _time);
        await pacer.WaitAsync(RequestPriority.Bulk, Cancel);
        var digest = pacer.WaitAsync(RequestPriority.Bulk, Cancel).AsTask();
        var answers = Enumerable.Range(0, 50).Select(_ => pacer.WaitAsync(RequestPriority.Interactive, Cancel).AsTask()).ToList();
        for (var second = 0; second < 8; second++) _time.Advance(TimeSpan.FromSeconds(1));
        await digest.WaitAsync(TimeSpan.FromSeconds(10), Cancel);
        await GrantedAsync(answers, 7);
    }

    [Fact]
    public async Task A_pause_the_server_asks_for_holds_everyone()
    {
        var pacer = new RequestPacer(10, _time);
        await pacer.WaitAsync(RequestPriority.Interactive, Cancel);
        var waiting = pacer.WaitAsync(RequestPriority.Interactive, Cancel).AsTask();
        pacer.Pause(TimeSpan.FromSeconds(30));
        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        await waiting.WaitAsync(TimeSpan.FromSeconds(10), Cancel);
    }

    [Fact]
    public async Task A_server_cannot_silence_the_bot_for_a_day()
    {
        var pacer = new RequestPacer(1, _time);
        pacer.Pause(TimeSpan.FromDays(1));
        var waiting = pacer.WaitAsync(RequestPriority.Interactive, Cancel).AsTask();
        _time.Advance(TimeSpan.FromMinutes(10));
        await waiting.WaitAsync(TimeSpan.FromSeconds(10), Cancel);
    }

    [Fact]
    public async Task Who_gives_up_leaves_its_turn_to_the_next()
    {
        var pacer = new RequestPacer(1, _time);
        await pacer.WaitAsync(RequestPriority.Bulk, Cancel);
        using var source = new CancellationTokenSource();
        var gone = pacer.WaitAsync(RequestPriority.Interactive, source.Token).AsTask();
        var next = pacer.WaitAsync(RequestPriority.Bulk, Cancel).AsTask();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        _time.Advance(TimeSpan.FromSeconds(1));
        await next.WaitAsync(TimeSpan.FromSeconds(10), Cancel);
    }

    [Fact]
    public void Without_a_rate_nothing_waits()
    {
        var pacer = new RequestPacer(0, _time);
        Assert.True(pacer.IsUnlimited);
        Assert.All(Enumerable.Range(0, 100), _ => Assert.True(pacer.WaitAsync(RequestPriority.Bulk, Cancel).AsTask().IsCompleted));
    }

    // Continuations run on the thread pool: what was granted is waited for, and what was not must still wait.
    private static async Task GrantedAsync(List<Task> waiting, int count)
    {
        for (var i = 0; i < count; i++) await waiting[i].WaitAsync(TimeSpan.FromSeconds(10), Cancel);
        Assert.All(waiting.Skip(count), task => Assert.False(task.IsCompleted));
    }
}
