namespace Switchyard.Inference.Scheduling;

/// <summary>A request was given up before it got a slot, because the engine has too much to do; nothing of it was run.</summary>
/// <param name="message">What was exceeded.</param>
/// <param name="retryAfter">When another try is likely to get a slot.</param>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "Without a time to come back it would say nothing.")]
public sealed class EngineBusyException(string message, TimeSpan retryAfter) : EngineUnavailableException(message)
{
    /// <summary>Gets when another try is likely to get a slot: whole seconds, at least one.</summary>
    public TimeSpan RetryAfter => retryAfter;
}
