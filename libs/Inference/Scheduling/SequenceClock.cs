namespace Switchyard.Inference.Scheduling;

/// <summary>The moments of one request, in ticks of the engine's clock; 0 is not yet.</summary>
internal struct SequenceClock(long submitted)
{
    public long Submitted { get; } = submitted;

    public long Admitted { get; set; }

    public long FirstToken { get; private set; }

    private long _lastToken;

    /// <summary>Tells <paramref name="observer"/> of a token.</summary>
    public void Token(long now, TimeProvider time, IEngineObserver? observer)
    {
        if (FirstToken == 0)
        {
            FirstToken = now;
            observer?.OnFirstToken(time.GetElapsedTime(Submitted, now));
        }
        else
        {
            observer?.OnNextToken(time.GetElapsedTime(_lastToken, now));
        }

        _lastToken = now;
    }

    /// <summary>Sums the request up at its end.</summary>
    public readonly GenerationSummary Summarize(Generation generation, FinishReason? reason, long now, TimeProvider time)
    {
        var left = Admitted == 0 ? now : Admitted;
        return new GenerationSummary
        {
            FinishReason = reason,
            PromptTokens = generation.PromptTokens,
            GeneratedTokens = generation.CompletionTokens,
            QueueTime = time.GetElapsedTime(Submitted, left),
            PrefillTime = FirstToken == 0 ? null : time.GetElapsedTime(Admitted, FirstToken),
            DecodeTime = FirstToken == 0 ? null : time.GetElapsedTime(FirstToken, now),
            TotalTime = time.GetElapsedTime(Submitted, now),
        };
    }
}
