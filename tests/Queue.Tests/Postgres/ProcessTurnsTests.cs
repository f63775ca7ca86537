using System.Text;
using Switchyard.Queue.Tests.Stores;

namespace Switchyard.Queue.Tests.Postgres;

/// <summary>Tenants take turns also where each submits at another process, and these know of different fronts.</summary>
public sealed class ProcessTurnsTests(StoreServers servers) : IAsyncLifetime
{
    private StoreSpace _space = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _space = await servers.BorrowAsync();

    public ValueTask DisposeAsync()
    {
        servers.Return(_space);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Tenants_AtTwoProcesses_TakeTurns()
    {
        await using var first = JobStores.Postgres(_space.Postgres);
        await using var second = JobStores.Postgres(_space.Postgres);
        await SubmitAsync(first, "a", 100);
        await ClaimAsync(first, 100);
        await SubmitAsync(second, "u", 1, JobPriority.Urgent);
        await ClaimAsync(second, 1);
        await SubmitAsync(second, "x", 50);

        // What the first remembers of its front is believed for a moment only.
        await Task.Delay(TimeSpan.FromMilliseconds(400), Token);
        await SubmitAsync(first, "y", 1);

        Assert.Contains("y", await ClaimAsync(first, 3));
    }

    private static Task<IReadOnlyList<SubmitReceipt>> SubmitAsync(JobStore store, string tenant, int count, JobPriority priority = JobPriority.Normal) =>
        store.Jobs.SubmitAsync([.. Enumerable.Range(0, count).Select(i => new JobSubmission("test", Encoding.UTF8.GetBytes(tenant)) { Tenant = tenant, Priority = priority })], Token);

    private static async Task<List<string>> ClaimAsync(JobStore store, int count) =>
        [.. (await store.Jobs.ClaimAsync(new ClaimRequest("worker", count, TimeSpan.FromMinutes(1)), Token)).Select(job => job.Tenant)];
}
