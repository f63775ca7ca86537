using Switchyard.Faults.Workers;

namespace Switchyard.Faults.Clients;

/// <summary>Finds out when the queue works again: when a job that was submitted after a fault has been done.</summary>
internal sealed class Probe(QueueClient client)
{
    private const int Urgent = 3;

    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(50);

    /// <summary>Submits a job and waits for its end. Returns whether it came in time.</summary>
    public async Task<bool> WaitAsync(string key, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(limit);
        var id = await client.SubmitAsync(new JobPlan(key, 0), Urgent, patience.Token);
        return id is not null && await WaitForEndAsync(client, [id.Value], patience.Token);
    }

    /// <summary>Waits until jobs have ended.</summary>
    public static async Task<bool> WaitForEndAsync(QueueClient client, IEnumerable<Guid> ids, CancellationToken stop)
    {
        foreach (var id in ids)
        {
            while (await client.FindStatusAsync(id, CancellationToken.None) is null or "pending" or "running")
            {
                if (stop.IsCancellationRequested)
                {
                    return false;
                }

                await Task.Delay(s_look, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        return true;
    }
}
