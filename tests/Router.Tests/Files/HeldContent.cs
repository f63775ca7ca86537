using System.Net;

namespace Switchyard.Router.Tests.Files;

/// <summary>A body that is sent twice over, the second time when it may be.</summary>
internal sealed class HeldContent(byte[] half, Task mayGoOn) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(half, cancellationToken);
        await stream.FlushAsync(cancellationToken);
        await mayGoOn.WaitAsync(cancellationToken);
        await stream.WriteAsync(half, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
