using Aspire.Hosting.ApplicationModel;

namespace Switchyard.Hosting.Engine;

/// <summary>Starts what does not wait for one another at the same time, and stops in the reverse order.</summary>
internal sealed class StartOrder(IReadOnlyList<RunningResource> resources)
{
    private readonly Dictionary<Resource, RunningResource> _byResource = resources.ToDictionary(resource => resource.Resource);

    /// <summary>Starts everything; ends when all is healthy and throws the first failure.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // A failure must be told at once, though others still wait to become healthy: hence not simply WhenAll.
        var starts = resources.Select(resource => StartAsync(resource, cancellationToken)).ToList();
        while (starts.Count > 0)
        {
            var ended = await Task.WhenAny(starts).ConfigureAwait(false);
            starts.Remove(ended);
            await ended.ConfigureAwait(false);
        }
    }

    /// <summary>Stops everything, each resource once all that wait for it at the start have stopped.</summary>
    public async Task StopAsync()
    {
        var stops = new Dictionary<RunningResource, Task>();
        await Task.WhenAll(resources.Reverse().Select(resource => StopOnceAsync(resource, stops)).ToList()).ConfigureAwait(false);
    }

    private Task StopOnceAsync(RunningResource resource, Dictionary<RunningResource, Task> stops)
    {
        if (!stops.TryGetValue(resource, out var stop))
        {
            var dependents = resources.Where(other => DependenciesOf(other).Contains(resource)).Select(other => StopOnceAsync(other, stops)).ToList();
            stop = StopAsync(resource, dependents);
            stops.Add(resource, stop);
        }

        return stop;
    }

    private static async Task StopAsync(RunningResource resource, List<Task> dependents)
    {
        try
        {
            await Task.WhenAll(dependents).ConfigureAwait(false);
        }
        finally
        {
            // A dependent that could not be stopped does not keep the stores below from their orderly end.
            await resource.StopAsync().ConfigureAwait(false);
        }
    }

    private async Task StartAsync(RunningResource resource, CancellationToken cancellationToken)
    {
        await Task.WhenAll(DependenciesOf(resource).Select(dependency => dependency.Ready)).WaitAsync(cancellationToken).ConfigureAwait(false);
        resource.Start();
        await resource.Ready.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private IEnumerable<RunningResource> DependenciesOf(RunningResource resource)
    {
        return resource.Resource.Config.Dependencies
            .Select(dependency => dependency is PostgresDatabaseResource database ? database.Server : dependency)
            .Select(dependency => _byResource[dependency])
            .Distinct();
    }
}
