namespace Switchyard.Agents.Composition.Sagas;

/// <summary>How far a saga came.</summary>
internal sealed record SagaState : CompositionState
{
    /// <summary>What the steps gave that are done.</summary>
    public IReadOnlyDictionary<string, string> Results { get; init; } = new Dictionary<string, string>();

    /// <summary>The steps whose compensations are to be run, the next one last.</summary>
    public IReadOnlyList<string> Undo { get; init; } = [];

    public static SagaState Of(AgentTask task) => new() { Task = task };

    public SagaState Add(string step, SagaOutcome outcome) => this with
    {
        Results = new Dictionary<string, string>(Results) { [step] = outcome.Output },
        Output = outcome.Output,
        Usage = Usage + outcome.Usage,
        Worked = Worked + outcome.Latency,
    };
}
