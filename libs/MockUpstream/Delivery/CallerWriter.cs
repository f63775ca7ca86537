using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Switchyard.MockUpstream.Delivery;

/// <summary>Flushes to a caller who may have left.</summary>
internal static class CallerWriter
{
    /// <summary>Sends what was written. A send that fails ends the pipe before it ends the request, so both are asked.</summary>
    /// <exception cref="OperationCanceledException">The caller left.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public static async ValueTask SendAsync(this PipeWriter writer, CancellationToken requestAborted)
    {
        var result = await writer.FlushAsync(requestAborted).ConfigureAwait(false);
        requestAborted.ThrowIfCancellationRequested();
        if (result.IsCompleted)
        {
            throw new OperationCanceledException("The caller left.");
        }
    }
}
