using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Switchyard.MockUpstream.Framing;
using Switchyard.MockUpstream.Pipeline;
using Switchyard.MockUpstream.Recording;

namespace Switchyard.MockUpstream.Delivery;

/// <summary>One body on its way, frame by frame, with its pauses.</summary>
internal sealed class PacedDelivery(Rendition rendition, byte[] id, Pacer pacer, PipeWriter writer, RecordedRequest record, CancellationToken cancellationToken)
{
    private readonly TranscriptCursor _cursor = new(rendition.Transcript, id);
    private readonly DeliveryPlan _plan = rendition.Plan;
    private readonly int _end = Math.Min(rendition.Plan.StopAt ?? int.MaxValue, rendition.Transcript.Bytes.Length);
    private int _tokens;
    private int _stall;

    public async Task RunAsync()
    {
        await FlushAsync().ConfigureAwait(false);
        var frames = rendition.Transcript.Frames;
        for (var index = 0; index < frames.Length; index++)
        {
            await StallAsync(index).ConfigureAwait(false);
            if (_cursor.Position >= _end)
            {
                break;
            }

            if (frames[index].IsToken)
            {
                await PaceAsync().ConfigureAwait(false);
            }

            await WriteAsync(Math.Min(frames[index].End, _end)).ConfigureAwait(false);
            if (frames[index].IsToken)
            {
                await CountAsync().ConfigureAwait(false);
            }
        }

        if (_cursor.Position == rendition.Transcript.Bytes.Length)
        {
            rendition.Effect?.Invoke();
        }

        await FlushAsync().ConfigureAwait(false);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask StallAsync(int frame)
    {
        while (_stall < _plan.Stalls.Count && _plan.Stalls[_stall].Frame == frame)
        {
            await FlushAsync().ConfigureAwait(false);
            await pacer.WaitAsync(_plan.Stalls[_stall++].Time).ConfigureAwait(false);
            pacer.Restart();
        }
    }

    // Only the first token of a burst waits.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask PaceAsync()
    {
        var wait = _tokens == 0 ? _plan.FirstToken : _plan.Burst > 0 && _tokens % _plan.Burst == 0 ? _plan.Interval * _plan.Burst : TimeSpan.Zero;
        if (wait > TimeSpan.Zero)
        {
            await FlushAsync().ConfigureAwait(false);
            await pacer.WaitNextAsync(wait).ConfigureAwait(false);
        }
    }

    private ValueTask WriteAsync(int end)
    {
        if (_plan.Split)
        {
            return WriteSplitAsync(end);
        }

        _cursor.WriteTo(writer, end);
        return ValueTask.CompletedTask;
    }

    private async ValueTask WriteSplitAsync(int end)
    {
        while (_cursor.Position < end)
        {
            _cursor.WriteTo(writer, _cursor.Position + 1);
            await FlushAsync().ConfigureAwait(false);
        }
    }

    private ValueTask CountAsync()
    {
        record.Tokens = ++_tokens;
        return _plan.Burst > 0 && _tokens % _plan.Burst == 0 ? FlushAsync() : ValueTask.CompletedTask;
    }

    private ValueTask FlushAsync() => writer.SendAsync(cancellationToken);
}
