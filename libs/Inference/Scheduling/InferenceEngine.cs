using System.Diagnostics.CodeAnalysis;
using Switchyard.Inference.Execution;
using Switchyard.Inference.Models;
using Switchyard.Inference.Tokenization;

namespace Switchyard.Inference.Scheduling;

/// <summary>
/// Serves several requests over one model. One thread owns the model: each turn it gives free slots to those who wait, runs chunks of
/// prompts up to one chunk's tokens, then one token for every slot that is generating, in a single run. With nothing to do the thread
/// sleeps.
/// </summary>
/// <remarks>Safe for concurrent use. Disposal ends what is running with <see cref="EngineUnavailableException"/>.</remarks>
public sealed class InferenceEngine : IAsyncDisposable
{
    private readonly EngineModel _model;
    private readonly SchedulingOptions _options;
    private readonly SlotTable _slots;
    private readonly PrefixCache? _prefixes;
    private readonly SlotMemory _memory;
    private readonly EngineCounters _counters;
    private readonly Batch _batch;
    private readonly RetryEstimate _retry;
    private readonly WaitingQueue _waiting;
    private readonly AutoResetEvent _work = new(false);
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _hasCancelled;
    private volatile bool _stopping;
    private volatile IEngineObserver? _observer;

    internal InferenceEngine(IModelExecutor runner, Tokenizer tokenizer, IReadOnlySet<int> endOfText, SchedulingOptions options)
    {
        _model = new EngineModel(runner, tokenizer, endOfText);
        _options = options;
        _waiting = new WaitingQueue(options.MaxQueueLength);
        var positions = (long)runner.Slots * runner.Capacity;
        _slots = new SlotTable(runner.Slots, options.TokenBudget > 0 ? Math.Max(options.TokenBudget, runner.Capacity) : positions);
        _retry = new RetryEstimate(runner.Slots);
        _prefixes = CreatePrefixes(runner, options);
        _memory = new SlotMemory(runner, runner.Slots, options, _work);
        _counters = new EngineCounters(options.Time);
        _batch = new Batch(runner, _slots, _memory, _prefixes, _counters, options.Time);
        new Thread(Loop) { Name = "Inference engine", IsBackground = true }.Start();
    }

    /// <summary>Gets the width of the model's logits: token ids are below it.</summary>
    public int VocabularySize => _model.Runner.VocabularySize;

    /// <summary>Gets whether <see cref="GenerationRequest.PromptLogProbs"/> is served: the model's graph gives the logits of every token of a prompt.</summary>
    public bool ScoresPrompts => _model.Runner.HasAllLogits;

    /// <summary>Gets the number of requests that hold a slot.</summary>
    public int Running => _slots.Running;

    /// <summary>Gets the number of requests that wait for one.</summary>
    public int Waiting => _waiting.Count;

    /// <summary>Gets when a request that is refused now should be sent again: whole seconds, 1 to 60.</summary>
    public TimeSpan RetryAfter => _retry.Get(Waiting);

    /// <summary>Gets what the engine does and has done. Allocates nothing.</summary>
    public EngineStatistics Statistics => _counters.Read(Running, Waiting, (long)_slots.Count * _model.Runner.Capacity, _prefixes?.Bytes ?? 0);

    /// <summary>Counts from nothing again. For an engine with nothing to do: a count that changes at the same time may survive.</summary>
    internal void ForgetCounts() => _counters.Clear();

    /// <summary>Gets or sets who hears of tokens and requests. Default: nobody.</summary>
    public IEngineObserver? Observer
    {
        get => _observer;
        set => _observer = value;
    }

    /// <summary>Accepts <paramref name="request"/>, unless too many wait or the engine is stopping; then <see cref="RetryAfter"/> says when to come back.</summary>
    /// <param name="request">What to generate.</param>
    /// <param name="generation">The accepted request.</param>
    /// <param name="cancellationToken">Ends the generation within one step.</param>
    public bool TrySubmit(GenerationRequest request, [NotNullWhen(true)] out Generation? generation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Check(_model.Runner);
        var sequence = new Sequence(request, _model, _options.Time.GetTimestamp(), cancellationToken);

        // Wakes the thread so that a request that waits leaves the queue at once; one that runs is looked at in each turn.
        sequence.Wake = cancellationToken.UnsafeRegister(static engine => ((InferenceEngine)engine!).SeeCancellation(), this);
        if (!_waiting.TryAdd(sequence, out var displaced))
        {
            sequence.Wake.Unregister();
            generation = null;
            return false;
        }

        // Cancelled before it was in the queue, it was looked for in vain.
        if (cancellationToken.IsCancellationRequested)
        {
            _hasCancelled = true;
        }

        _work.Set();
        if (displaced is not null)
        {
            Refuse(displaced, "As many requests wait as may, and most of them are this caller's.");
        }

        generation = sequence.Generation;
        return true;
    }

    /// <summary>Stops the thread, ends all requests and frees the model.</summary>
    public async ValueTask DisposeAsync()
    {
        _stopping = true;
        _work.Set();
        await _stopped.Task.ConfigureAwait(false);
        _memory.Dispose();
        _prefixes?.Dispose();
        _model.Runner.Dispose();
    }

    private static PrefixCache? CreatePrefixes(IModelExecutor runner, SchedulingOptions options)
    {
        try
        {
            return runner.Cache is { } cache ? PrefixCache.Create(cache, options) : null;
        }
        catch (OutOfMemoryException exception)
        {
            runner.Dispose();
            throw new ModelLoadException($"A prefix cache of {options.PrefixCacheBytes} bytes does not fit into this machine's memory. Lower Models:PrefixCacheMegabytes.", exception);
        }
    }

    private void Loop()
    {
        while (!_stopping)
        {
            DropCancelled();
            DropExpired();
            Admit();
            _memory.ReturnIdle();
            if (Running == 0)
            {
                _work.WaitOne();
                continue;
            }

            Turn();
        }

        Stop();
    }

    private void Turn()
    {
        try
        {
            _batch.Observer = _observer;
            _batch.Prefill();
            ReleaseEnded();
            DropCancelled();
            _batch.Decode();
            ReleaseEnded();
            _observer?.OnTurn(_counters.TurnTokens);
            _counters.EndTurn(_slots.UsedPositions);
        }
        catch (Exception exception) when (Running > 0)
        {
            // This thread has no caller who could handle anything: what escapes it ends the process and all its requests with it.
            // A run that failed says nothing about which row was at fault: all of them end, and the next request starts clean.
            FailRunning(new EngineUnavailableException("The model failed on a run. The request may be sent again.", exception));
        }
    }

    private void SeeCancellation()
    {
        _hasCancelled = true;
        _work.Set();
    }

    private void DropCancelled()
    {
        if (!_hasCancelled)
        {
            return;
        }

        _hasCancelled = false;
        for (var slot = 0; slot < _slots.Count; slot++)
        {
            if (_slots[slot] is { CancellationToken.IsCancellationRequested: true } sequence)
            {
                _batch.Keep(slot, sequence);
                Release(slot, FinishReason.Cancelled).Cancel();
            }
        }

        while (_waiting.TryTakeCancelled(out var sequence))
        {
            Leave(sequence, FinishReason.Cancelled);
            sequence.Cancel();
        }
    }

    private void DropExpired()
    {
        if (Waiting == 0)
        {
            return;
        }

        var limit = _options.Time.GetTimestamp() - (long)(_options.QueueTimeLimit.TotalSeconds * _options.Time.TimestampFrequency);
        while (_waiting.TryTakeOlder(limit, out var sequence))
        {
            Refuse(sequence, $"The request waited longer than {_options.QueueTimeLimit.TotalSeconds:0.###} seconds for a slot.");
        }
    }

    private void Admit()
    {
        while (Waiting > 0 && _waiting.TryTake(_slots, out var sequence))
        {
            var now = _options.Time.GetTimestamp();
            sequence.Start(now);
            _memory.Take(_slots.Add(sequence));
            _counters.AddQueued(now - sequence.Clock.Submitted);
            _counters.AddQuery(_prefixes is null ? 0 : sequence.PromptLength);
        }
    }

    private void ReleaseEnded()
    {
        while (_batch.Ended.TryDequeue(out var ended))
        {
            var (slot, failure) = ended;
            var sequence = _slots[slot]!;
            _batch.Keep(slot, sequence);
            if (failure is null)
            {
                Release(slot, sequence.Reason).Finish();
            }
            else
            {
                Release(slot, null).Generation.Fail(new EngineUnavailableException("The request failed while its text was generated.", failure));
            }
        }
    }

    private Sequence Release(int slot, FinishReason? reason)
    {
        var sequence = _slots.Remove(slot);
        _memory.Free(slot);
        _retry.Add(_options.Time.GetElapsedTime(sequence.Clock.Admitted));
        Leave(sequence, reason);
        return sequence;
    }

    private void Leave(Sequence sequence, FinishReason? reason)
    {
        sequence.Wake.Unregister();
        _observer?.OnFinished(sequence.Clock.Summarize(sequence.Generation, reason, _options.Time.GetTimestamp(), _options.Time));
    }

    private void Refuse(Sequence sequence, string reason)
    {
        var retryAfter = RetryAfter;
        Leave(sequence, null);
        sequence.Generation.Fail(new EngineBusyException($"{reason} Try again in {retryAfter.TotalSeconds:0} seconds.", retryAfter));
    }

    private void FailRunning(EngineUnavailableException exception)
    {
        _batch.Ended.Clear();
        for (var slot = 0; slot < _slots.Count; slot++)
        {
            if (_slots[slot] is not null)
            {
                Release(slot, null).Generation.Fail(exception);
            }
        }
    }

    private void Stop()
    {
        var stopped = new EngineUnavailableException("The server is stopping.");
        FailRunning(stopped);
        foreach (var sequence in _waiting.Close())
        {
            Leave(sequence, null);
            sequence.Generation.Fail(stopped);
        }

        _stopped.SetResult();
    }
}
