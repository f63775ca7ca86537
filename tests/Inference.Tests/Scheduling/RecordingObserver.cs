using System.Collections.Concurrent;
using Switchyard.Inference.Scheduling;

namespace Switchyard.Inference.Tests.Scheduling;

/// <summary>Keeps what an engine tells, and runs a test's code on the engine's thread at the end of each turn.</summary>
internal sealed class RecordingObserver : IEngineObserver
{
    private int _nextTokens;

    public Action<int> AtTurn { get; set; } = static _ => { };

    public ConcurrentQueue<TimeSpan> FirstTokens { get; } = new();

    public ConcurrentQueue<GenerationSummary> Finished { get; } = new();

    public int NextTokens => Volatile.Read(ref _nextTokens);

    public void OnFirstToken(TimeSpan elapsed) => FirstTokens.Enqueue(elapsed);

    public void OnNextToken(TimeSpan elapsed) => Interlocked.Increment(ref _nextTokens);

    public void OnTurn(int tokens) => AtTurn(tokens);

    public void OnFinished(in GenerationSummary summary) => Finished.Enqueue(summary);
}
