using Switchyard.Sandbox;

namespace Switchyard.Agents.Tools.Code;

/// <summary>One run's session, started with its first code. Who uses it, and when, is its owner's to say, under the owner's lock.</summary>
internal sealed class CodeSession : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private SandboxSession? _session;
    private bool _isEnded;

    public int Users { get; set; }

    public DateTimeOffset UsedAt { get; set; }

    public bool HasState { get; private set; }

    public async Task<CodeResult> RunAsync(PythonSandbox sandbox, string code, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_isEnded, this);
            _session ??= await sandbox.StartSessionAsync(cancellationToken).ConfigureAwait(false);
            HasState = false;
            var result = await _session.ExecuteAsync(code, cancellationToken).ConfigureAwait(false);
            HasState = !result.IsStateLost;
            return result;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Ends the session once what runs in it has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        _isEnded = true;
        if (_session is { } session)
        {
            _session = null;
            await session.DisposeAsync().ConfigureAwait(false);
        }

        _turn.Release();
    }
}
