using Switchyard.Router.Strategies;

namespace Switchyard.Router.Tracing;

/// <summary>The caller's own response, of which a recorder sees what the caller was sent.</summary>
internal sealed class RecordedBody(HttpResponse response, AnswerRecorder recorder) : WriteOnlyStream
{
    private readonly Stream _inner = response.Body;
    private bool _isOver;

    /// <summary>Ends the record; what is written later passes.</summary>
    public void End() => _isOver = true;

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await _inner.WriteAsync(buffer, cancellationToken);
        if (!_isOver)
        {
            recorder.Accept(buffer.Span, response.ContentType?.StartsWith(StrategyStream.ContentType, StringComparison.OrdinalIgnoreCase) == true);
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => _inner.FlushAsync(cancellationToken);
}
