using Microsoft.AspNetCore.Http;

namespace Switchyard.MockUpstream.Pipeline;

/// <summary>Reads whole bodies.</summary>
internal static class BodyReader
{
    public static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        // The server refuses what is longer than its limit, but only as it is read.
        if (request.ContentLength is { } length and <= MockServer.MaxRequestBodyBytes)
        {
            var body = GC.AllocateUninitializedArray<byte>((int)length);
            await request.Body.ReadExactlyAsync(body, cancellationToken).ConfigureAwait(false);
            return body;
        }

        using var stream = new MemoryStream();
        await request.Body.CopyToAsync(stream, cancellationToken).ConfigureAwait(false);
        return stream.ToArray();
    }
}
