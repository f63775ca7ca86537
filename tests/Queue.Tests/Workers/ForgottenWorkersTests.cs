using Switchyard.Queue.Workers;

namespace Switchyard.Queue.Tests.Workers;

public sealed class ForgottenWorkersTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ForgetDead_WhileAWorkerReports_ForgetsNone()
    {
        await using var store = JobStores.InMemory();
        var worker = new WorkerReport { Id = Guid.NewGuid(), Name = "here:1", Queue = "default", Concurrency = 1 };
        var reporting = Task.Run(
            async () =>
            {
                for (var report = 0; report < 300_000; report++)
                {
                    await store.Jobs.Workers.ReportAsync(worker with { Running = report }, Token);
                }
            },
            Token);

        var forgotten = 0;
        while (!reporting.IsCompleted)
        {
            forgotten += await store.Jobs.Workers.ForgetDeadAsync(Token);
        }

        await reporting;
        Assert.Equal(0, forgotten);
        Assert.Single(await store.Jobs.Workers.ListAsync(Token));
    }
}
