using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Reasoning.Code;
using Switchyard.Sandbox;

namespace Switchyard.Agents.Tools.Code;

/// <summary>Runs agents' code in sandboxes: a session for each run, kept between its pieces of code. Disposing ends all sessions.</summary>
/// <param name="options">What the code may do.</param>
/// <param name="limits">How many sessions there may be, and how long.</param>
/// <param name="time">The clock.</param>
public sealed class SandboxCodeRunner(SandboxOptions options, SandboxCodeRunnerOptions limits, TimeProvider time) : ICodeRunner, IAsyncDisposable
{
    private readonly PythonSandbox _sandbox = new(options, time);
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, CodeSession> _sessions = [];

    /// <inheritdoc/>
    public EffectClass Effect { get; } = CodeOutputs.EffectOf(options);

    /// <inheritdoc/>
    public bool HasState(Guid runId)
    {
        lock (_gate)
        {
            return _sessions.TryGetValue(runId, out var session) && session.HasState;
        }
    }

    /// <inheritdoc/>
    public async Task<CodeRunResult> RunAsync(Guid runId, string code, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(code);
        var session = Take(runId, out var ended);
        try
        {
            await EndAsync(ended).ConfigureAwait(false);
            return session is null
                ? new CodeRunResult { Output = string.Empty, Error = $"{limits.MaxSessions} runs are running code; try again later" }
                : ToResult(await session.RunAsync(_sandbox, code, cancellationToken).ConfigureAwait(false));
        }
        catch (SandboxUnavailableException exception)
        {
            throw new InvalidOperationException(exception.Message, exception);
        }
        finally
        {
            Return(session);
        }
    }

    /// <inheritdoc/>
    public ValueTask EndAsync(Guid runId)
    {
        lock (_gate)
        {
            return _sessions.Remove(runId, out var session) ? session.DisposeAsync() : ValueTask.CompletedTask;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        List<CodeSession> ended;
        lock (_gate)
        {
            ended = [.. _sessions.Values];
            _sessions.Clear();
        }

        await EndAsync(ended).ConfigureAwait(false);
    }

    private CodeSession? Take(Guid runId, out List<CodeSession> ended)
    {
        lock (_gate)
        {
            ended = RemoveIdle(runId);
            if (!_sessions.TryGetValue(runId, out var session) && _sessions.Count < limits.MaxSessions)
            {
                _sessions[runId] = session = new CodeSession();
            }

            if (session is not null)
            {
                session.Users++;
            }

            return session;
        }
    }

    private void Return(CodeSession? session)
    {
        if (session is null)
        {
            return;
        }

        lock (_gate)
        {
            session.Users--;
            session.UsedAt = time.GetUtcNow();
        }
    }

    private List<CodeSession> RemoveIdle(Guid wanted)
    {
        var oldest = time.GetUtcNow() - limits.IdleLimit;
        var idle = _sessions.Where(pair => pair.Value.Users == 0 && pair.Key != wanted).OrderBy(pair => pair.Value.UsedAt).ToList();
        var surplus = _sessions.ContainsKey(wanted) ? 0 : _sessions.Count + 1 - limits.MaxSessions;
        var ended = idle.Where((pair, index) => pair.Value.UsedAt < oldest || index < surplus).ToList();
        ended.ForEach(pair => _sessions.Remove(pair.Key));
        return [.. ended.Select(pair => pair.Value)];
    }

    private static async Task EndAsync(List<CodeSession> sessions)
    {
        foreach (var session in sessions)
        {
            await session.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static CodeRunResult ToResult(CodeResult result) => new()
    {
        Output = CodeOutputs.Read(result),
        Error = result.Error,
        Artefacts = CodeOutputs.ArtefactsOf(result),
        IsStateLost = result.IsStateLost,
        Duration = result.Duration,
    };
}
