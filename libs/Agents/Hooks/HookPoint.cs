namespace Switchyard.Agents.Hooks;

/// <summary>Where in an agent's work a hook is asked. What a hook may say there is told by <see cref="HookPoints"/>.</summary>
public enum HookPoint
{
    /// <summary>A run is about to begin. Context: <see cref="Contexts.RunHookContext"/>.</summary>
    RunStarting,

    /// <summary>A run has ended, whichever way: told once, by the process that ended it. Context: <see cref="Contexts.RunHookContext"/>.</summary>
    RunEnded,

    /// <summary>
    /// The work of this process on a run comes to rest, and the run is not ended by it: it waits for a person, its caller pauses it, as a host does that stops, or others have it or have ended it.
    /// The result's status says which. Context: <see cref="Contexts.RunHookContext"/>.
    /// </summary>
    RunPaused,

    /// <summary>A run goes on after waiting or after the death of its host. Context: <see cref="Contexts.RunHookContext"/>.</summary>
    RunResumed,

    /// <summary>A step of the graph is about to begin. Context: <see cref="Contexts.StepHookContext"/>.</summary>
    StepStarting,

    /// <summary>A step of the graph has ended. Context: <see cref="Contexts.StepHookContext"/>.</summary>
    StepEnded,

    /// <summary>A model is about to be asked. Context: <see cref="Contexts.ModelHookContext"/>.</summary>
    ModelCalling,

    /// <summary>A model has answered or failed. Context: the <see cref="Contexts.ModelHookContext"/> of <see cref="ModelCalling"/>.</summary>
    ModelCalled,

    /// <summary>A tool is about to be called. Context: <see cref="Contexts.ToolHookContext"/>.</summary>
    ToolCalling,

    /// <summary>A tool has answered or failed. Context: the <see cref="Contexts.ToolHookContext"/> of <see cref="ToolCalling"/>.</summary>
    ToolCalled,

    /// <summary>A message is about to become part of the conversation. Context: <see cref="Contexts.MessageHookContext"/>.</summary>
    MessageAdding,

    /// <summary>The state after a step is durable. Context: <see cref="Contexts.StepHookContext"/>.</summary>
    Checkpointed,

    /// <summary>A person is about to be asked to approve a call. Context: <see cref="Contexts.QuestionHookContext"/>.</summary>
    ApprovalAsked,

    /// <summary>A person has approved or refused a call, or its time is over. Context: <see cref="Contexts.QuestionHookContext"/>.</summary>
    ApprovalAnswered,

    /// <summary>A person is about to be asked a question. Context: <see cref="Contexts.QuestionHookContext"/>.</summary>
    QuestionAsked,

    /// <summary>A person has answered a question, or its time is over. Context: <see cref="Contexts.QuestionHookContext"/>.</summary>
    QuestionAnswered,

    /// <summary>Something failed and is about to be tried again. Context: <see cref="Contexts.ErrorHookContext"/>.</summary>
    Retrying,

    /// <summary>A run failed for good; what takes the failure's place is journalled with the run's end. Context: <see cref="Contexts.ErrorHookContext"/>.</summary>
    Failed,

    /// <summary>A run has used up its budget. Context: <see cref="Contexts.BudgetHookContext"/>.</summary>
    BudgetExceeded,

    /// <summary>Something remembered is about to be read. Context: <see cref="Contexts.MemoryHookContext"/>.</summary>
    MemoryReading,

    /// <summary>Something is about to be remembered. Context: <see cref="Contexts.MemoryHookContext"/>.</summary>
    MemoryWriting,

    /// <summary>The conversation is about to be handed to another agent. Context: <see cref="Contexts.AgentCallHookContext"/>.</summary>
    HandoffStarting,

    /// <summary>Another agent is about to be asked. Context: <see cref="Contexts.AgentCallHookContext"/>.</summary>
    SubagentStarting,

    /// <summary>Another agent has answered. Context: the <see cref="Contexts.AgentCallHookContext"/> of <see cref="SubagentStarting"/>.</summary>
    SubagentEnded,

    /// <summary>A conversation is about to be made shorter. Context: <see cref="Contexts.CompactionHookContext"/>.</summary>
    CompactionStarting,

    /// <summary>A conversation has been made shorter. Context: the <see cref="Contexts.CompactionHookContext"/> of <see cref="CompactionStarting"/>.</summary>
    CompactionEnded,

    /// <summary>A workflow of several agents is about to begin: a supervisor's, a swarm's or other handoffs, a vote, a pool's or a saga. Context: <see cref="Contexts.WorkflowHookContext"/>.</summary>
    WorkflowStarting,

    /// <summary>A workflow of several agents has ended. Context: the <see cref="Contexts.WorkflowHookContext"/> of <see cref="WorkflowStarting"/>, where it ends in the call that began it.</summary>
    WorkflowEnded,
}
