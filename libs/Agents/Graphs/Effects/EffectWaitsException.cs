using Switchyard.Agents.Graphs.Runs;

namespace Switchyard.Agents.Graphs.Effects;

/// <summary>
/// Thrown by an idempotent effect that works on another run which waits for a person. This run waits too, without the effect's failing: whenever it goes on, the
/// effect is called again with the same key.
/// </summary>
/// <param name="requests">What the person has to say, each with the run to say it to.</param>
public sealed class EffectWaitsException(IReadOnlyList<PersonRequest> requests) : Exception($"It waits for a person in another run: {requests.Count} request(s).")
{
    /// <summary>Gets what the person has to say, each with the run to say it to.</summary>
    public IReadOnlyList<PersonRequest> Requests => requests;
}
