using System.Buffers;
using System.IO.Compression;

namespace Switchyard.OutboundHttp;

/// <summary>Reads an answer's body within its limits.</summary>
internal sealed class BodyReader(OutboundHttpOptions options)
{
    private const int ChunkSize = 16 * 1024;

    /// <summary>Reads the whole body, and decompresses it if need be.</summary>
    public async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        // The announced length only saves the reading; what comes is counted.
        if (content.Headers.ContentLength > options.MaxBytes)
        {
            throw TooLarge();
        }

        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var bytes = await ReadAsync(stream, options.MaxBytes, cancellationToken).ConfigureAwait(false);
            return content.Headers.ContentEncoding.Count == 0 ? bytes : await DecompressAsync(bytes, content.Headers.ContentEncoding, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<byte[]> DecompressAsync(byte[] bytes, ICollection<string> encodings, CancellationToken cancellationToken)
    {
        var encoding = string.Join(',', encodings);
        if (encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            return bytes;
        }

        var source = new MemoryStream(bytes);
        Stream stream = encoding.ToUpperInvariant() switch
        {
            "GZIP" or "X-GZIP" => new GZipStream(source, CompressionMode.Decompress),
            "DEFLATE" => new ZLibStream(source, CompressionMode.Decompress),
            "BR" => new BrotliStream(source, CompressionMode.Decompress),
            _ => throw new FetchException(FetchFailure.Unreadable, "The URL's answer is compressed in a way that is not read here.", null),
        };
        await using (stream.ConfigureAwait(false))
        {
            return await ReadCompressedAsync(stream, (long)bytes.Length * options.MaxDecompressionRatio, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<byte[]> ReadCompressedAsync(Stream stream, long ratioLimit, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(stream, Math.Min(options.MaxBytes, ratioLimit), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is InvalidDataException or InvalidOperationException)
        {
            throw new FetchException(FetchFailure.Unreadable, "The URL's answer is not compressed as it says.", exception);
        }
    }

    private async Task<byte[]> ReadAsync(Stream stream, long limit, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            int read;
            while ((read = await stream.ReadAsync(chunk, cancellationToken).ConfigureAwait(false)) > 0)
            {
                if (buffer.Length + read > limit)
                {
                    throw TooLarge();
                }

                buffer.Write(chunk, 0, read);
            }

            return buffer.ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    private FetchException TooLarge() =>
        new(FetchFailure.TooLarge, $"The URL's answer is over the limit of {options.MaxBytes} bytes, or more than {options.MaxDecompressionRatio} times its compressed size.", null);
}
