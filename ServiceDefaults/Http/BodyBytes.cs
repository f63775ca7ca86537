using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Switchyard.ServiceDefaults.Http;

/// <summary>Reads a body whole, within a limit.</summary>
public static class BodyBytes
{
    private const int ChunkSize = 16 * 1024;
    private const int LargestFirstBuffer = 64 * 1024;

    /// <summary>Reads the body of <paramref name="context"/>'s request; <see langword="null"/> where it is longer than <paramref name="limit"/>.</summary>
    /// <exception cref="OperationCanceledException">The caller left.</exception>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContext context, long limit)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Request.ContentLength > limit)
        {
            return null;
        }

        // The announced length is only a hint: memory is taken as the bytes arrive.
        using var buffer = new MemoryStream((int)Math.Min(context.Request.ContentLength ?? 4096, LargestFirstBuffer));
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            int read;
            while ((read = await context.Request.Body.ReadAsync(chunk, context.RequestAborted)) > 0)
            {
                if (buffer.Length + read > limit)
                {
                    return null;
                }

                buffer.Write(chunk, 0, read);
            }

            return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }
}
