namespace Switchyard.Agents.Graphs.Runs;

/// <summary>What a person is asked for.</summary>
public enum PersonRequestKind
{
    /// <summary>An answer to a node's question; see <see cref="GraphRunner{TState}.AnswerAsync"/>.</summary>
    Question,

    /// <summary>Whether a call may be made; answered like a question.</summary>
    Approval,

    /// <summary>Whether an effect happened; see <see cref="GraphRunner{TState}.ResolveAsync"/>.</summary>
    UncertainEffect,
}
