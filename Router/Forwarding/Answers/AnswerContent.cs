using System.Net;

namespace Switchyard.Router.Forwarding.Answers;

/// <summary>An upstream's answer as the caller will see it: <paramref name="stream"/> in place of what <paramref name="inner"/> would give.</summary>
internal sealed class AnswerContent(HttpContent inner, Stream stream) : HttpContent
{
    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult(stream);

    protected override Task SerializeToStreamAsync(Stream target, TransportContext? context) => stream.CopyToAsync(target);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            stream.Dispose();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
