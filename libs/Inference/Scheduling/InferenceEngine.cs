using System.Diagnostics.CodeAnalysis;
using Switchyard.Inference.Execution;
using Switchyard.Inference.Tokenization;

namespace Switchyard.Inference.Scheduling;

/// <summary>
/// Serves several requests over one model. One thread owns the model: each turn it gives free slots to those who wait, runs one chunk
/// of one prompt, then one token for every slot that is generating, in a single run. New slots are the lowest free ones, so that the
/// slots of a run stay close together; a free slot inside the range fills its row and is not read. With nothing to do the thread sleeps.
/// </summary>
/// <remarks>Safe for concurrent use. Disposal ends what is running with <see cref="EngineUnavailableException"/>.</remarks>
public sealed class InferenceEngine : IAsyncDisposable
{
    private readonly ModelRunner _runner;
    private readonly Tokenizer _tokenizer;
    private readonly IReadOnlySet<int> _endOfText;
    private readonly int _maxQueueLength;
    private readonly Lock _lock = new();
    private readonly LinkedList<Sequence> _waiting = [];
    private readonly AutoResetEvent _work = new(false);
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Sequence?[] _slots;
    private int _nextPrefill;
    private int _running;
    private volatile bool _stopping;

    internal InferenceEngine(ModelRunner runner, Tokenizer tokenizer, IReadOnlySet<int> endOfText, SchedulingOptions options)
    {
        _runner = runner;
        _tokenizer = tokenizer;
        _endOfText = endOfText;
        _maxQueueLength = options.MaxQueueLength;
        _slots = new Sequence?[runner.Slots];
        new Thread(Loop) { Name = "Inference engine", IsBackground = true }.Start();
    }

    /// <summary>Gets the number of requests that hold a slot.</summary>
    public int Running => Volatile.Read(ref _running);

    /// <summary>Gets the number of requests that wait for one.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>Accepts <paramref name="request"/>, unless too many wait or the engine is stopping.</summary>
    /// <param name="request">What to generate.</param>
    /// <param name="generation">The accepted request.</param>
    /// <param name="cancellationToken">Ends the generation within one step.</param>
    public bool TrySubmit(GenerationRequest request, [NotNullWhen(true)] out Generation? generation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfZero(request.Prompt.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(request.Prompt.Count, _runner.Capacity);
        var sequence = new Sequence(request, _tokenizer, _endOfText, _runner.Capacity, cancellationToken);
        lock (_lock)
        {
            if (_stopping || _waiting.Count >= _maxQueueLength)
            {
                generation = null;
                return false;
            }

            // Wakes the thread so that a request that waits leaves the queue at once; one that runs is looked at in each turn.
            sequence.Wake = cancellationToken.UnsafeRegister(static state => ((AutoResetEvent)state!).Set(), _work);
            _waiting.AddLast(sequence);
        }

        _work.Set();
        generation = sequence.Generation;
        return true;
    }

    /// <summary>Stops the thread, ends all requests and frees the model.</summary>
    public async ValueTask DisposeAsync()
    {
        _stopping = true;
        _work.Set();
        await _stopped.Task.ConfigureAwait(false);
        _runner.Dispose();
    }

    private void Loop()
    {
        while (!_stopping)
        {
            DropCancelled();
            Admit();
            if (Running == 0)
            {
                _work.WaitOne();
                continue;
            }

            try
            {
                PrefillOne();
                DecodeAll();
            }
            catch (Exception exception) when (Running > 0)
            {
                // This thread has no caller who could handle anything: what escapes it ends the process and all its requests with it.
                // A run that failed says nothing about which row was at fault: all of them end, and the next request starts clean.
                FailRunning(new EngineUnavailableException("The model failed on a run. The request may be sent again.", exception));
            }
        }

        Stop();
    }

    private void DropCancelled()
    {
        for (var slot = 0; slot < _slots.Length; slot++)
        {
            if (_slots[slot] is { CancellationToken.IsCancellationRequested: true })
            {
                Release(slot).Generation.Finish(string.Empty, FinishReason.Cancelled);
            }
        }

        lock (_lock)
        {
            for (var node = _waiting.First; node is not null;)
            {
                var next = node.Next;
                if (node.Value.CancellationToken.IsCancellationRequested)
                {
                    _waiting.Remove(node);
                    node.Value.Generation.Finish(string.Empty, FinishReason.Cancelled);
                }

                node = next;
            }
        }
    }

    private void Admit()
    {
        lock (_lock)
        {
            while (_waiting.First is { } first && Array.IndexOf(_slots, null) is >= 0 and var slot)
            {
                _waiting.RemoveFirst();
                _slots[slot] = first.Value;
                Volatile.Write(ref _running, _running + 1);
            }
        }
    }

    // One chunk a turn, of each prompt in its turn: a long prompt delays the others by one chunk only.
    private void PrefillOne()
    {
        for (var i = 0; i < _slots.Length; i++)
        {
            var slot = (_nextPrefill + i) % _slots.Length;
            if (_slots[slot] is not { IsPrefilling: true } sequence)
            {
                continue;
            }

            _nextPrefill = slot + 1;
            var chunk = sequence.NextChunk(_runner.ChunkLength);
            var logits = _runner.Prefill(slot, chunk, sequence.Position);
            sequence.Advance(chunk.Length);
            if (!sequence.IsPrefilling)
            {
                Accept(slot, sequence, logits);
            }

            return;
        }
    }

    private void DecodeAll()
    {
        var count = 0;
        for (var slot = 0; slot < _slots.Length; slot++)
        {
            // A row that does not generate writes its next position, which a later chunk or request overwrites before anything reads it.
            var sequence = _slots[slot];
            var generates = sequence is { IsPrefilling: false };
            _runner.SetDecode(slot, generates ? sequence!.LastToken : 0, sequence?.Position ?? 0);
            count = generates ? slot + 1 : count;
        }

        if (count == 0)
        {
            return;
        }

        _runner.Decode(count);
        for (var slot = 0; slot < count; slot++)
        {
            if (_slots[slot] is { IsPrefilling: false } sequence)
            {
                sequence.Advance(1);
                Accept(slot, sequence, _runner.Logits(slot));
            }
        }
    }

    private void Accept(int slot, Sequence sequence, Span<float> logits)
    {
        if (sequence.Accept(logits, out var lastText, out var reason))
        {
            Release(slot);
            sequence.Generation.Finish(lastText, reason);
        }
    }

    private Sequence Release(int slot)
    {
        var sequence = _slots[slot]!;
        _slots[slot] = null;
        sequence.Wake.Unregister();
        Volatile.Write(ref _running, _running - 1);
        return sequence;
    }

    private void FailRunning(EngineUnavailableException exception)
    {
        for (var slot = 0; slot < _slots.Length; slot++)
        {
            if (_slots[slot] is not null)
            {
                Release(slot).Generation.Fail(exception);
            }
        }
    }

    private void Stop()
    {
        var stopped = new EngineUnavailableException("The server is stopping.");
        FailRunning(stopped);
        lock (_lock)
        {
            foreach (var sequence in _waiting)
            {
                sequence.Wake.Unregister();
                sequence.Generation.Fail(stopped);
            }

            _waiting.Clear();
        }

        _stopped.SetResult();
    }
}
