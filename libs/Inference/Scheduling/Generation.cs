using System.Threading.Channels;
using Switchyard.Inference.Sampling;

namespace Switchyard.Inference.Scheduling;

/// <summary>A request that was accepted: its text as it comes, and its end.</summary>
public sealed class Generation
{
    // Unbounded, because the context bounds it: a reader that is slow must not hold up the other slots.
    private readonly Channel<GenerationDelta> _deltas = Channel.CreateUnbounded<GenerationDelta>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private List<TokenLogProbs>? _promptLogProbs;
    private int _completionTokens;
    private int _cachedTokens;

    internal Generation(int promptTokens) => PromptTokens = promptTokens;

    /// <summary>
    /// Gets the pieces of text in order. Reading throws <see cref="EngineUnavailableException"/> when the engine stops or fails, and
    /// <see cref="EngineBusyException"/> when the request waited too long for a slot.
    /// </summary>
    public ChannelReader<GenerationDelta> Deltas => _deltas.Reader;

    /// <summary>Gets a task that ends when the request holds neither a slot nor a place in the queue any more.</summary>
    public Task Released => _released.Task;

    /// <summary>Gets the prompt's length.</summary>
    public int PromptTokens { get; }

    /// <summary>Gets how many of the prompt's tokens were not computed, because another request had them; final once there is text.</summary>
    public int CachedTokens => Volatile.Read(ref _cachedTokens);

    /// <summary>Gets how likely each token of the prompt but the first was, where that was asked for; whole once there is a piece of text.</summary>
    public IReadOnlyList<TokenLogProbs> PromptLogProbs => _promptLogProbs is null ? [] : _promptLogProbs;

    /// <summary>Gets the number of tokens generated so far, the end of text included.</summary>
    public int CompletionTokens => Volatile.Read(ref _completionTokens);

    internal void CountToken() => Volatile.Write(ref _completionTokens, _completionTokens + 1);

    internal void CountCached(int tokens) => Volatile.Write(ref _cachedTokens, _cachedTokens + tokens);

    // Before the first delta, whose channel makes it visible to the reader.
    internal void AddPromptToken(TokenLogProbs logProbs) => (_promptLogProbs ??= new List<TokenLogProbs>(PromptTokens)).Add(logProbs);

    internal void Write(string text, IReadOnlyList<TokenLogProbs> logProbs) => _deltas.Writer.TryWrite(new GenerationDelta(text, null, logProbs));

    internal void Finish(string text, FinishReason reason, IReadOnlyList<TokenLogProbs> logProbs)
    {
        _deltas.Writer.TryWrite(new GenerationDelta(text, reason, logProbs));
        _deltas.Writer.TryComplete();
        _released.TrySetResult();
    }

    internal void Fail(Exception exception)
    {
        _deltas.Writer.TryComplete(exception);
        _released.TrySetResult();
    }
}
