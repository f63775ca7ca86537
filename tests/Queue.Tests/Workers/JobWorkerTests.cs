using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Abstractions;
using Switchyard.Queue.Workers;
using Switchyard.Tests.Common;

namespace Switchyard.Queue.Tests.Workers;

public sealed class JobWorkerTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("text/plain", 100)]
    [InlineData("text/\0plain", 1)]
    public async Task Result_ThatNoStoreTakes_FailsTheJobAtOnce(string contentType, int length)
    {
        await using var store = JobStores.InMemory(new QueueOptions { MaxPayloadBytes = 99 });
        using var worker = new JobWorker(store.Jobs, [new Answering(new JobResult(contentType, new byte[length]))], new WorkerOptions(), new RunningProgram(), TimeProvider.System, NullLogger<JobWorker>.Instance);
        var id = (await store.Jobs.SubmitAsync([new JobSubmission("test", new byte[1])], Token))[0].Id;

        await worker.StartAsync(Token);
        await Deadline.WaitAsync(async () => (await store.Jobs.FindAsync(id, null, Token))!.IsFinal, s_limit, "the job to end", Token);
        await worker.StopAsync(Token);
        var job = await store.Jobs.FindAsync(id, null, Token);

        Assert.Equal((JobStatus.Failed, "invalid_result", 1), (job!.Status, job.Failure?.Code, job.Attempts));
    }

    [Fact]
    public async Task Handler_OfAJobThatIsCancelled_LearnsThatNobodyGoesOnWithIt()
    {
        await using var store = JobStores.InMemory(new QueueOptions());
        var handler = new Waiting();
        using var worker = await StartAsync(store, handler, new WorkerOptions());
        var id = (await store.Jobs.SubmitAsync([new JobSubmission("wait/one", new byte[1])], Token))[0].Id;
        await handler.Begun.WaitAsync(s_limit, Token);

        await store.Jobs.CancelAsync(id, tenant: null, Token);

        Assert.True(await handler.HasEnded.WaitAsync(s_limit, Token));
        await worker.StopAsync(Token);
    }

    [Fact]
    public async Task Handler_OfAJobThatTakesTooLong_LearnsThatNobodyGoesOnWithIt()
    {
        await using var store = JobStores.InMemory(new QueueOptions());
        var handler = new Waiting();
        using var worker = await StartAsync(store, handler, new WorkerOptions());

        await store.Jobs.SubmitAsync([new JobSubmission("wait/two", new byte[1]) { TimeLimit = TimeSpan.FromSeconds(1) }], Token);

        Assert.True(await handler.HasEnded.WaitAsync(s_limit, Token));
        await worker.StopAsync(Token);
    }

    [Fact]
    public async Task Handler_OfAWorkerThatEnds_LearnsThatTheJobGoesOnElsewhere()
    {
        await using var store = JobStores.InMemory(new QueueOptions());
        var handler = new Waiting();
        using var worker = await StartAsync(store, handler, new WorkerOptions { Grace = TimeSpan.Zero });
        var id = (await store.Jobs.SubmitAsync([new JobSubmission("wait/three", new byte[1])], Token))[0].Id;
        await handler.Begun.WaitAsync(s_limit, Token);

        await worker.StopAsync(Token);

        Assert.False(await handler.HasEnded.WaitAsync(s_limit, Token));
        Assert.Equal(JobStatus.Pending, (await store.Jobs.FindAsync(id, null, Token))!.Status);
    }

    [Fact]
    public async Task Submissions_AreCountedByWhatBecameOfThem()
    {
        var counted = new List<string>();
        using var listener = new MeterListener { InstrumentPublished = static (instrument, listener) => Listen(instrument, listener) };
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) => Note(counted, count, tags));
        listener.Start();
        await using var store = JobStores.InMemory(new QueueOptions { MaxPendingPerTenant = 3 });

        await store.Jobs.SubmitAsync([.. new[] { "one", "one", "two", "three", "four" }.Select(key => new JobSubmission("counted", new byte[1]) { IdempotencyKey = key })], Token);

        lock (counted)
        {
            Assert.Contains("accepted 3", counted);
            Assert.Contains("replayed 1", counted);
            Assert.Contains("queue_full 1", counted);
        }
    }

    private static async Task<JobWorker> StartAsync(JobStore store, IJobHandler handler, WorkerOptions options)
    {
        var worker = new JobWorker(store.Jobs, [handler], options, new RunningProgram(), TimeProvider.System, NullLogger<JobWorker>.Instance);
        await worker.StartAsync(Token);
        return worker;
    }

    private static void Listen(Instrument instrument, MeterListener listener)
    {
        if (instrument.Name == "switchyard.queue.submitted")
        {
            listener.EnableMeasurementEvents(instrument);
        }
    }

    // Other tests submit meanwhile.
    private static void Note(List<string> counted, long count, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (counted)
        {
            counted.Add($"{tags[0].Value} {count}");
        }
    }
}
