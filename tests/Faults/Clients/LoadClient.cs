using Switchyard.Faults.Workers;

namespace Switchyard.Faults.Clients;

/// <summary>Submits jobs one after another, of all priorities and kinds of conduct, as its seed says.</summary>
internal sealed class LoadClient(QueueClient client, string name, int seed)
{
    private const int LongestPause = 500;
    private const int LongestCancel = 600;

    private readonly Random _random = new(seed);

    /// <summary>Submits until it is told to stop.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        List<Task> cancels = [];
        for (var number = 0; !stop.IsCancellationRequested; number++)
        {
            var plan = Draw($"{name}-{number}");
            var (priority, isCancelled, cancelAfter, pause) = (_random.Next(4), _random.NextDouble() < 0.03, _random.Next(LongestCancel), _random.Next(LongestPause));
            if (await client.SubmitAsync(plan, priority, stop) is { } id && isCancelled)
            {
                cancels.RemoveAll(cancel => cancel.IsCompleted);
                cancels.Add(CancelAsync(id, cancelAfter));
            }

            await Task.Delay(pause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(cancels);
    }

    // One in twenty takes seconds, one in ten fails once and one in fifty for good.
    private JobPlan Draw(string key) => new(key, _random.NextDouble() < 0.05 ? _random.Next(1_000, 5_000) : _random.Next(10, 300))
    {
        Parts = _random.Next(4),
        FailedAttempts = _random.NextDouble() < 0.1 ? 1 : 0,
        IsHopeless = _random.NextDouble() < 0.02,
    };

    private async Task CancelAsync(Guid id, int after)
    {
        await Task.Delay(after);
        await client.CancelAsync(id);
    }
}
