using Switchyard.Agents.Graphs.Effects;

namespace Switchyard.Agents.Reasoning.Code;

/// <summary>Runs the code that a model writes, each run's in an interpreter of its own: what one piece defines, the next ones see.</summary>
/// <remarks>Safe for concurrent use; the pieces of one run come one after another.</remarks>
public interface ICodeRunner
{
    /// <summary>Gets what may be done about code of which nobody knows whether it ran: <see cref="EffectClass.Pure"/> where it can change nothing outside of its sandbox.</summary>
    EffectClass Effect { get; }

    /// <summary>Whether this process still has what the earlier code of a run defined; <see langword="false"/> before its first code.</summary>
    bool HasState(Guid runId);

    /// <summary>Runs code.</summary>
    /// <param name="runId">The run, whose session it is.</param>
    /// <param name="code">Python code.</param>
    /// <param name="cancellationToken">Ends the code.</param>
    /// <returns>What became of it; whatever the code does is a result and no exception.</returns>
    /// <exception cref="InvalidOperationException">There is nothing to run it in; the message says what is missing.</exception>
    Task<CodeRunResult> RunAsync(Guid runId, string code, CancellationToken cancellationToken = default);

    /// <summary>Ends a run's session, where there is one.</summary>
    ValueTask EndAsync(Guid runId);
}
