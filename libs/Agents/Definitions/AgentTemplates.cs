using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Tools;

namespace Switchyard.Agents.Definitions;

/// <summary>Definitions to begin with. Each works as it is; <c>AgentTemplates.Data with { Id = "sales" }</c> makes one's own of it.</summary>
public static class AgentTemplates
{
    // What must not be repeated blindly should not be done unasked either.
    private static readonly ApprovalRule s_asksBeforeUnsafe = new() { Class = EffectClass.Unsafe };

    /// <summary>Gets an agent for conversation: quick answers, with tools for sums, dates and what it is to remember.</summary>
    public static AgentDefinition Chat { get; } = new()
    {
        Id = "chat",
        Kind = AgentKinds.ReAct,
        Description = "Talks, and answers questions with tools for sums, dates, units and what it was to remember.",
        SystemPrompt = "You are a helpful assistant. Answer briefly. Use a tool whenever one gives a more certain answer than you can.",
        Tools = Categories(ToolCategories.Math, ToolCategories.Time, ToolCategories.Text, ToolCategories.Memory),
        Budget = new AgentBudget { MaxIterations = 10, MaxTime = TimeSpan.FromMinutes(2) },
    };

    /// <summary>Gets an agent that finds things out: it plans its questions, searches and reads, and says where each fact is from.</summary>
    public static AgentDefinition Research { get; } = new()
    {
        Id = "research",
        Kind = AgentKinds.PlanAndExecute,
        Description = "Finds things out on the web and in files, and says where each fact is from.",
        SystemPrompt = "You research. Plan what has to be known, search for it, read the sources, and answer with facts you have read. Name the source of every fact. Say what you could not find.",
        Tools = Categories(ToolCategories.Web, ToolCategories.Files, ToolCategories.Text, ToolCategories.Time),
        Budget = new AgentBudget { MaxIterations = 40, MaxTime = TimeSpan.FromMinutes(20) },
    };

    /// <summary>Gets an agent that solves tasks with Python code in a sandbox.</summary>
    public static AgentDefinition Code { get; } = new()
    {
        Id = "code",
        Kind = AgentKinds.CodeAct,
        Description = "Solves tasks by writing and running Python code in a sandbox.",
        SystemPrompt = "You solve tasks by writing Python. Run code rather than guess what it gives, print what you need to see, and mend it where it fails.",
        Tools = Categories(ToolCategories.Code, ToolCategories.Files, ToolCategories.Math),
        Budget = new AgentBudget { MaxIterations = 20, MaxTime = TimeSpan.FromMinutes(10) },
        Approvals = [s_asksBeforeUnsafe],
    };

    /// <summary>Gets an agent that answers questions about data: JSON, CSV, XML and tables in files.</summary>
    public static AgentDefinition Data { get; } = new()
    {
        Id = "data",
        Kind = AgentKinds.ReAct,
        Description = "Reads, converts and sums up data: JSON, CSV, XML and tables in files.",
        SystemPrompt = "You work with data. Look at its shape before you compute, compute with tools and never in your head, and say how many rows an answer rests on.",
        Tools = Categories(ToolCategories.Data, ToolCategories.Files, ToolCategories.Math, ToolCategories.Text),
        Budget = new AgentBudget { MaxIterations = 20, MaxTime = TimeSpan.FromMinutes(10) },
    };

    /// <summary>Gets an agent that makes plans and carries them out, asking a person where something is not its to decide.</summary>
    public static AgentDefinition Planner { get; } = new()
    {
        Id = "planner",
        Kind = AgentKinds.PlanAndExecute,
        Description = "Makes a plan of steps, carries it out, and asks where something is not its to decide.",
        SystemPrompt = "You plan. Break the task into steps that can each be checked, do one after the other, and plan again where a step shows something new. Ask the user what only the user can decide.",
        Tools = Categories(ToolCategories.Time, ToolCategories.Math, ToolCategories.Text, ToolCategories.Memory, ToolCategories.Human),
        Budget = new AgentBudget { MaxIterations = 30, MaxTime = TimeSpan.FromMinutes(15) },
        Approvals = [s_asksBeforeUnsafe],
    };

    /// <summary>Gets an agent that has the other templates' agents do the work and puts their answers together.</summary>
    public static AgentDefinition Orchestrator { get; } = new()
    {
        Id = "orchestrator",
        Kind = AgentKinds.ReAct,
        Description = "Divides a task among other agents and puts their answers together.",
        SystemPrompt = "You lead other agents. Give each part of the task to the agent it fits, with all that the agent needs to know, check what comes back, and answer yourself. Do not do what an agent can do.",
        Tools = Categories(ToolCategories.Agents, ToolCategories.Human),
        Agents = [Chat.Id, Research.Id, Code.Id, Data.Id, Planner.Id],
        Budget = new AgentBudget { MaxIterations = 20, MaxTime = TimeSpan.FromMinutes(30) },
        Approvals = [s_asksBeforeUnsafe],
    };

    /// <summary>Gets all of them.</summary>
    public static IReadOnlyList<AgentDefinition> All { get; } = [Chat, Research, Code, Data, Planner, Orchestrator];

    private static string[] Categories(params string[] categories) => [.. categories.Select(category => "category:" + category)];
}
