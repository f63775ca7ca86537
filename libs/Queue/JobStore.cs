using Switchyard.Migrations;
using Switchyard.Queue.Batches;
using Switchyard.Queue.Files;

namespace Switchyard.Queue;

/// <summary>An open store of jobs, of files and of batches, with the connections it holds.</summary>
public sealed class JobStore : IAsyncDisposable
{
    private readonly IReadOnlyList<object> _held;
    private readonly Func<CancellationToken, ValueTask> _prepare;

    internal JobStore(IJobStore jobs, IFileStore files, IBatchStore batches, IReadOnlyList<object> held, Func<CancellationToken, ValueTask> prepare) =>
        (Jobs, Files, Batches, _held, _prepare) = (jobs, files, batches, held, prepare);

    /// <summary>Gets the jobs.</summary>
    public IJobStore Jobs { get; }

    /// <summary>Gets the files.</summary>
    public IFileStore Files { get; }

    /// <summary>Gets the batches.</summary>
    public IBatchStore Batches { get; }

    /// <summary>Does at once what is otherwise done at the first use: finds out whether the store is safe, and makes its tables.</summary>
    /// <exception cref="UnsafeDatabaseException">It would lose what it acknowledged.</exception>
    public ValueTask PrepareAsync(CancellationToken cancellationToken) => _prepare(cancellationToken);

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
