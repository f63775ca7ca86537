using System.Data.Common;
using Switchyard.Queue;

namespace Switchyard.Router.Jobs;

/// <summary>Stops the start where the queue's database would lose what it acknowledged. One that is away is looked at when it is back: what uses it first then ends the process.</summary>
internal sealed class JobStoreStart(JobStore store) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await store.PrepareAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is DbException or TimeoutException)
        {
            // The sweeper says so.
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
