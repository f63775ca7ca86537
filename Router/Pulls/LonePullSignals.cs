namespace Switchyard.Router.Pulls;

/// <summary>A Router that knows of no other.</summary>
internal sealed class LonePullSignals : IPullSignals
{
    public bool IsShared => false;

    public Task<bool> CancelAsync(string id, CancellationToken cancellationToken) => Task.FromResult(false);
}
