namespace Switchyard.Agents;

/// <summary>What the state of every agent's runs says of the answer; see <see cref="AgentResult.Of"/>.</summary>
public interface IAnswerState
{
    /// <summary>Gets the answer, or as much of it as there was when the run had to end.</summary>
    string? Output { get; }

    /// <summary>Gets why there is no answer, or only a part of one.</summary>
#pragma warning disable CA1716 // The states are journalled under this name, and nobody implements them in Visual Basic.
    string? Error { get; }
#pragma warning restore CA1716

    /// <summary>Gets the model that answered last.</summary>
    string Model { get; }

    /// <summary>Gets how long models, tools and other agents worked; waiting for people not counted.</summary>
    TimeSpan Worked { get; }

    /// <summary>Gets what was used so far.</summary>
    AgentUsage Usage { get; }
}
