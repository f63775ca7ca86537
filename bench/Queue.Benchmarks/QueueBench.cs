using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Switchyard.Queue.Workers;

namespace Switchyard.Queue.Benchmarks;

/// <summary>Adds jobs that do nothing, and does them.</summary>
internal sealed class QueueBench(IJobStore store, EmptyTrips trips)
{
    /// <summary>How long nothing happens before each job of an idle queue, in milliseconds.</summary>
    public const int IdlePause = 20;

    private const string Kind = "nothing";
    private const int Bulk = 1_000;

    // As much as a short question.
    private static readonly byte[] s_payload = [.. Enumerable.Repeat((byte)'x', 200)];

    public async Task<Answer> RunAsync(Question question)
    {
        var started = Stopwatch.GetTimestamp();
        List<double> times = [];
        switch (question.Do)
        {
            case "single":
                for (var i = 0; i < question.Count; i++)
                {
                    await store.SubmitAsync([Job()], CancellationToken.None);
                }

                break;
            case "concurrent":
                await Parallel.ForEachAsync(Enumerable.Range(0, question.Count), new ParallelOptions { MaxDegreeOfParallelism = question.Concurrency }, async (_, token) => await store.SubmitAsync([Job()], token));
                break;
            case "bulk":
                for (var i = 0; i < question.Count; i += Bulk)
                {
                    await store.SubmitAsync([.. Enumerable.Range(0, Math.Min(Bulk, question.Count - i)).Select(_ => Job())], CancellationToken.None);
                }

                break;
            case "process":
                var handler = new Handler(question.Count);
                await RunWorkerAsync(handler, question.Concurrency, () => handler.Done);
                break;
            case "drain":
                await RunWorkerAsync(new Handler(int.MaxValue), 32, DrainedAsync);
                break;
            case "empty":
                times = await trips.MeasureAsync(question.Count);
                break;
            default:
                await IdleAsync(question, times);
                break;
        }

        return new Answer(Stopwatch.GetElapsedTime(started).TotalSeconds, times);
    }

    private static JobSubmission Job() => new(Kind, s_payload);

    private async Task DrainedAsync()
    {
        while ((await store.MeasureAsync(tenant: null, CancellationToken.None)).Any(depth => depth.Ready + depth.Running > 0))
        {
            await Task.Delay(20);
        }
    }

    private async Task IdleAsync(Question question, List<double> times)
    {
        await RunWorkerAsync(new Handler(int.MaxValue), 1, async () =>
        {
            for (var i = 0; i < question.Count; i++)
            {
                await Task.Delay(IdlePause);
                var started = Stopwatch.GetTimestamp();
                var id = (await store.SubmitAsync([Job()], CancellationToken.None))[0].Id;
                for (var isDone = false; !isDone;)
                {
                    var woken = store.WaitForEndAsync(id, TimeSpan.FromSeconds(1), CancellationToken.None);
                    isDone = (await store.FindAsync(id, tenant: null, CancellationToken.None))!.IsFinal;
                    if (!isDone)
                    {
                        await woken;
                    }
                }

                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        });
    }

    private async Task RunWorkerAsync(Handler handler, int concurrency, Func<Task> until)
    {
        using var lifetime = new Lifetime();
        using var worker = new JobWorker(store, [handler], new WorkerOptions { Concurrency = concurrency }, lifetime, TimeProvider.System, NullLogger<JobWorker>.Instance);
        await worker.StartAsync(CancellationToken.None);
        lifetime.Start();
        await until();
        await worker.StopAsync(CancellationToken.None);
    }

    private sealed class Handler(int count) : IJobHandler
    {
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _left = count;

        public string Kind => QueueBench.Kind;

        public Task Done => _done.Task;

        public Task<JobResult> RunAsync(JobContext job, CancellationToken cancellationToken)
        {
            if (Interlocked.Decrement(ref _left) == 0)
            {
                _done.SetResult();
            }

            return Task.FromResult(new JobResult("text/plain", s_payload));
        }
    }

    private sealed class Lifetime : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource _started = new();

        public CancellationToken ApplicationStarted => _started.Token;

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void Start() => _started.Cancel();

        public void StopApplication()
        {
        }

        public void Dispose() => _started.Dispose();
    }
}
