using System.Collections.Concurrent;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Tests.Composition;

/// <summary>Stands for an agent: answers as it is told, remembers what it was asked, and gives a run that it is asked for again the answer of the first time.</summary>
internal sealed class ScriptedAgent(string name, Func<AgentTask, AgentResult> answer) : IAgent
{
    private readonly ConcurrentDictionary<Guid, AgentResult> _runs = [];

    public ScriptedAgent(string name, string output)
        : this(name, _ => Say(output))
    {
    }

    public string Name => name;

    public string Description => $"Is {name}.";

    public ConcurrentQueue<AgentTask> Tasks { get; } = [];

    /// <summary>How many runs it began.</summary>
    public int Runs => _runs.Count;

    /// <summary>Called before it answers.</summary>
    public Func<AgentTask, CancellationToken, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    public static AgentResult Say(string output) => new()
    {
        RunId = Guid.Empty,
        Status = RunStatus.Completed,
        Output = output,
        Backend = "scripted",
        Model = "script",
        Latency = TimeSpan.FromSeconds(1),
        Usage = new AgentUsage { ModelCalls = 1, InputTokens = 10, OutputTokens = 2, Cost = 0.5m },
    };

    public static AgentResult Fail(string error) => Say("") with { Status = RunStatus.Failed, Output = null, Error = error };

    public static AgentResult HandOver(string agent, string reason) => Say("") with { Output = null, Handoff = new AgentHandoff(agent, reason) };

    public async Task<AgentResult> RunAsync(AgentTask task, CancellationToken cancellationToken = default)
    {
        Tasks.Enqueue(task);
        await Before(task, cancellationToken);
        return _runs.GetOrAdd(task.RunId, _ => answer(task) with { RunId = task.RunId });
    }
}
