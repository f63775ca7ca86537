namespace Switchyard.Inference.Scheduling;

/// <summary>A request in the engine: its tokens and how many of them have keys and values in its slot.</summary>
/// <remarks>Used by the engine's thread only, except for the cancellation token and what the waiting queue keeps under its lock.</remarks>
internal sealed class Sequence
{
    private readonly SequenceOutput _output;
    private readonly int _maxTokens;
    private SequenceClock _clock;
    private int[] _tokens;

    public Sequence(GenerationRequest request, EngineModel model, long now, CancellationToken cancellationToken)
    {
        _tokens = [.. request.Prompt];
        PromptLength = _tokens.Length;
        _maxTokens = Math.Min(request.MaxTokens ?? int.MaxValue, model.Runner.Capacity - PromptLength);
        _clock = new SequenceClock(now);
        Caller = request.Caller;
        CancellationToken = cancellationToken;
        Generation = new Generation(PromptLength);
        Scorer = request.PromptLogProbs is { } top ? new PromptScorer(top, Generation) : null;
        _output = new SequenceOutput(request, model, Generation, _maxTokens);
    }

    public string Caller { get; }

    /// <summary>Gets who scores the prompt, or null where nobody asked.</summary>
    public PromptScorer? Scorer { get; }

    /// <summary>Gets whether the prompt is all that is run.</summary>
    public bool GeneratesNothing => _maxTokens == 0;

    public Generation Generation { get; }

    public CancellationToken CancellationToken { get; }

    /// <summary>Gets or sets what wakes the engine when the token is cancelled; given back with the slot.</summary>
    public CancellationTokenRegistration Wake { get; set; }

    public int PromptLength { get; }

    /// <summary>Gets the most tokens it may come to hold: what it takes of the token budget.</summary>
    public int ReservedTokens => PromptLength + _maxTokens;

    /// <summary>Gets the number of positions whose keys and values are in the slot.</summary>
    public int Position { get; private set; }

    /// <summary>Gets whether its prompt is not run to its end.</summary>
    public bool IsPrefilling => Position < PromptLength;

    /// <summary>Gets the token the next decode step runs.</summary>
    public int LastToken => _output.LastToken;

    public ref SequenceClock Clock => ref _clock;

    /// <summary>Gets the tokens whose keys and values are in the slot.</summary>
    public ReadOnlyMemory<int> Computed => _tokens.AsMemory(0, Position);

    /// <summary>Gets the prompt without its last token, which is always run: its logits are the first token's.</summary>
    public ReadOnlyMemory<int> Reusable => _tokens.AsMemory(0, PromptLength - 1);

    /// <summary>Gets the next chunk of the prompt.</summary>
    public ReadOnlySpan<int> NextChunk(int maxLength) => _tokens.AsSpan(Position, Math.Min(maxLength, PromptLength - Position));

    /// <summary>Gets a token of the prompt.</summary>
    public int PromptToken(int index) => _tokens[index];

    /// <summary>Takes a slot at <paramref name="now"/>. Room for all tokens is made here and not before, since many may wait.</summary>
    public void Start(long now)
    {
        _clock.Admitted = now;
        Array.Resize(ref _tokens, ReservedTokens);
    }

    /// <summary>Says that <paramref name="count"/> more positions are in the slot.</summary>
    public void Advance(int count) => Position += count;

    /// <summary>Chooses the next token and passes its text on.</summary>
    /// <returns>Whether the generation ended; it is told by <see cref="Finish"/>, after the slot is free.</returns>
    public bool Next(Span<float> logits)
    {
        var ended = _output.Next(logits);
        if (!ended)
        {
            _tokens[Position] = LastToken;
        }

        return ended;
    }

    /// <summary>Says that the text ends before its first token.</summary>
    public void EndEmpty() => _output.EndEmpty();

    /// <summary>Ends the generation with its last text.</summary>
    public void Finish() => Generation.Finish(_output.LastText, _output.Reason, _output.TakeLogProbs());

    /// <summary>Ends the generation because its caller cancelled.</summary>
    public void Cancel() => Generation.Finish(string.Empty, FinishReason.Cancelled, _output.TakeLogProbs());

    /// <summary>Gets why the text ended; meaningful once <see cref="Next"/> said so.</summary>
    public FinishReason Reason => _output.Reason;
}
