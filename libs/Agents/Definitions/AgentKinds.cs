namespace Switchyard.Agents.Definitions;

/// <summary>The ways of reasoning that come with the product.</summary>
public static class AgentKinds
{
    /// <summary>Think, act, observe, until an answer comes without a call (Yao et al., 2022, arXiv:2210.03629).</summary>
    public const string ReAct = "react";

    /// <summary>Reason step by step, then answer (Wei et al., 2022, arXiv:2201.11903).</summary>
    public const string ChainOfThought = "chain-of-thought";

    /// <summary>Make a plan, do its steps, plan again where needed (Wang et al., 2023, arXiv:2305.04091).</summary>
    public const string PlanAndExecute = "plan-and-execute";

    /// <summary>Answer, review, answer better (Shinn et al., 2023, arXiv:2303.11366).</summary>
    public const string Reflection = "reflection";

    /// <summary>Act by Python code in a sandbox (Wang et al., 2024, arXiv:2402.01030).</summary>
    public const string CodeAct = "code-act";

    /// <summary>Lead the agents of <see cref="AgentDefinition.Agents"/>: give them parts of the work, side by side, and put together what they find.</summary>
    public const string Supervisor = "supervisor";

    /// <summary>Ask the agents of <see cref="AgentDefinition.Agents"/> the same, side by side, and answer what enough of them say.</summary>
    public const string Vote = "vote";

    /// <summary>Have the first of <see cref="AgentDefinition.Agents"/> begin, and hand over to others, which answer in its place.</summary>
    public const string Handoff = "handoff";

    /// <summary>Have the first of <see cref="AgentDefinition.Agents"/> begin, and each hand over to every other.</summary>
    public const string Swarm = "swarm";
}
