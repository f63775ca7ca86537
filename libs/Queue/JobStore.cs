namespace Switchyard.Queue;

/// <summary>An open store of jobs, with the connections it holds.</summary>
public sealed class JobStore : IAsyncDisposable
{
    private readonly IReadOnlyList<object> _held;

    internal JobStore(IJobStore jobs, IReadOnlyList<object> held) => (Jobs, _held) = (jobs, held);

    /// <summary>Gets the jobs.</summary>
    public IJobStore Jobs { get; }

    /// <summary>Closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var held in _held)
        {
            if (held is IAsyncDisposable connection)
            {
                await connection.DisposeAsync().ConfigureAwait(false);
            }
            else
            {
                ((IDisposable)held).Dispose();
            }
        }
    }
}
