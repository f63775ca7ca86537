using System.Collections.Concurrent;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Reasoning.Code;
using Switchyard.Sandbox;

namespace Switchyard.Agents.Questions.Tests;

/// <summary>Runs a model's code in the sandbox, with a session for each run.</summary>
internal sealed class SandboxedCode : ICodeRunner
{
    private readonly PythonSandbox _sandbox = new(new SandboxOptions(), TimeProvider.System);
    private readonly ConcurrentDictionary<Guid, SandboxSession> _sessions = [];

    public EffectClass Effect => EffectClass.Pure;

    public bool HasState(Guid runId) => _sessions.ContainsKey(runId);

    public async Task<CodeRunResult> RunAsync(Guid runId, string code, CancellationToken cancellationToken = default)
    {
        if (!_sessions.TryGetValue(runId, out var session))
        {
            session = _sessions[runId] = await _sandbox.StartSessionAsync(cancellationToken);
        }

        var result = await session.ExecuteAsync(code, cancellationToken);
        return new CodeRunResult
        {
            Output = result.Stdout.Length > 0 ? result.Stdout : result.Value ?? "",
            Error = result.Error,
            IsStateLost = result.IsStateLost,
            Duration = result.Duration,
        };
    }

    public async ValueTask EndAsync(Guid runId)
    {
        if (_sessions.TryRemove(runId, out var session))
        {
            await session.DisposeAsync();
        }
    }
}
