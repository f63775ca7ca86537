namespace Switchyard.Agents.Composition;

/// <summary>The runs of one agent that calls others, whatever their state is.</summary>
internal interface ICompositionRuns : IDurableAgent
{
    /// <summary>Draws the agent's graph as a Mermaid flowchart.</summary>
    string ToMermaid();
}
