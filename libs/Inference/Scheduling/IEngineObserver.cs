namespace Switchyard.Inference.Scheduling;

/// <summary>Hears of each token and each request of an engine, for measurements.</summary>
/// <remarks>Called by the engine's thread between two runs: an observer must be quick, allocate nothing and throw nothing.</remarks>
public interface IEngineObserver
{
    /// <summary>A request got its first token.</summary>
    /// <param name="elapsed">The time since it was accepted.</param>
    void OnFirstToken(TimeSpan elapsed);

    /// <summary>A request got another token.</summary>
    /// <param name="elapsed">The time since its last one.</param>
    void OnNextToken(TimeSpan elapsed);

    /// <summary>A turn of the engine ended.</summary>
    /// <param name="tokens">The tokens of prompts and of texts that it ran.</param>
    void OnTurn(int tokens);

    /// <summary>A request ended.</summary>
    void OnFinished(in GenerationSummary summary);
}
