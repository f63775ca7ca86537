using System.Net;

namespace Switchyard.Router.Forwarding;

/// <summary>An upstream's event stream as the caller will see it; see <see cref="EventStream"/>.</summary>
internal sealed class EventStreamContent(HttpContent inner, string requestId, TimeSpan idleTimeout, StreamOutcome outcome) : HttpContent
{
    protected override async Task<Stream> CreateContentReadStreamAsync() => await CreateContentReadStreamAsync(CancellationToken.None);

    protected override async Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken) =>
        new EventStream(await inner.ReadAsStreamAsync(cancellationToken), requestId, idleTimeout, outcome);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await using var source = await CreateContentReadStreamAsync();
        await source.CopyToAsync(stream);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
