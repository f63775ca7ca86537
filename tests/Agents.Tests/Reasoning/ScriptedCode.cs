using System.Collections.Concurrent;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Reasoning.Code;

namespace Switchyard.Agents.Tests.Reasoning;

/// <summary>Stands for a sandbox: remembers what it ran, and answers what the test says.</summary>
internal sealed class ScriptedCode(EffectClass effectClass = EffectClass.Pure) : ICodeRunner
{
    private readonly ConcurrentDictionary<Guid, int> _sessions = [];

    public ConcurrentQueue<string> Ran { get; } = [];

    public ConcurrentQueue<Guid> Ended { get; } = [];

    /// <summary>What ran, each once for each run: the same code of a run that goes on is the same effect.</summary>
    public IReadOnlyList<string> Keys => [.. Ran.Distinct()];

    public Func<string, CodeRunResult> Work { get; set; } = code => new CodeRunResult { Output = "ran " + code };

    public EffectClass Effect => effectClass;

    public bool HasState(Guid runId) => _sessions.ContainsKey(runId);

    public Task<CodeRunResult> RunAsync(Guid runId, string code, CancellationToken cancellationToken = default)
    {
        _sessions[runId] = 1;
        Ran.Enqueue(code);
        return Task.FromResult(Work(code));
    }

    public ValueTask EndAsync(Guid runId)
    {
        Ended.Enqueue(runId);
        _sessions.TryRemove(runId, out _);
        return ValueTask.CompletedTask;
    }
}
