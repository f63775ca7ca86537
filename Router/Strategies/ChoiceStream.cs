using Microsoft.AspNetCore.Http.Features;

namespace Switchyard.Router.Strategies;

/// <summary>
/// The caller's one stream, which several models write to in turn: whoever writes waits until the caller has taken it, and all others with it, so that nothing piles up.
/// While nobody has anything to say the caller gets a comment now and then.
/// </summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class ChoiceStream : IAsyncDisposable
{
    private readonly HttpContext _caller;
    private readonly StrategyPlan _plan;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _silent;
    private readonly Task _comments;
    private long _lastWrite;

    /// <summary>Begins; nothing is written before there is an answer, or a comment is due.</summary>
    public ChoiceStream(HttpContext caller, StrategyPlan plan, ReadOnlyMemory<byte> comment, TimeSpan keepAlive, TimeProvider time)
    {
        (_caller, _plan, _time, _lastWrite) = (caller, plan, time, time.GetTimestamp());
        _silent = CancellationTokenSource.CreateLinkedTokenSource(caller.RequestAborted);
        _comments = CommentAsync(comment, keepAlive);
    }

    /// <summary>Writes whole events of the model <paramref name="modelId"/>.</summary>
    public async ValueTask WriteAsync(string? modelId, ReadOnlyMemory<byte> events, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            Begin(modelId);
            await _caller.Response.Body.WriteAsync(events, cancellationToken);
            Volatile.Write(ref _lastWrite, _time.GetTimestamp());
        }
        catch (OperationCanceledException)
        {
            // The caller left, or took nothing for too long. What follows would begin inside of what was not written.
            _caller.Abort();
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Ends the comments; what is written after it is all that is.</summary>
    public async ValueTask DisposeAsync()
    {
        await _silent.CancelAsync();
        await _comments.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _silent.Dispose();
        _turn.Dispose();
    }

    private void Begin(string? modelId)
    {
        var response = _caller.Response;
        if (response.HasStarted)
        {
            return;
        }

        if (modelId is not null)
        {
            StrategyHeaders.Write(response, _plan.Kind, modelId);
        }

        response.Headers[StrategyHeaders.Models] = string.Join(", ", _plan.Contenders.Select(static contender => contender.Candidates[0].ModelId));
        response.ContentType = StrategyStream.ContentType;
        _caller.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }

    private async Task CommentAsync(ReadOnlyMemory<byte> comment, TimeSpan interval)
    {
        while (true)
        {
            var left = interval - _time.GetElapsedTime(Volatile.Read(ref _lastWrite));
            if (left > TimeSpan.Zero)
            {
                await Task.Delay(left, _time, _silent.Token);
            }
            else
            {
                // Not to be stopped half-way: what follows would begin inside a comment.
                await WriteAsync(null, comment, _caller.RequestAborted);
            }
        }
    }
}
