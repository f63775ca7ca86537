using Microsoft.Extensions.Options;
using Switchyard.Contracts.Agents;
using Switchyard.Web.Clients;

namespace Switchyard.Web.Approvals;

/// <summary>Knows what waits for people. Pages that ask within one refresh interval share a look: many open tabs cost the AgentHost no more than one.</summary>
internal sealed class ApprovalMonitor(IServiceScopeFactory scopes, IOptions<WebOptions> options, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private Reply<ApprovalList> _latest;
    private long? _lookedAt;

    /// <summary>Gets what waits, at most one refresh interval old.</summary>
    public Task<Reply<ApprovalList>> LookAsync(CancellationToken cancellationToken) => LookAsync(options.Value.RefreshInterval * 0.8, cancellationToken);

    /// <summary>Gets what waits now.</summary>
    public Task<Reply<ApprovalList>> LookAgainAsync(CancellationToken cancellationToken) => LookAsync(TimeSpan.Zero, cancellationToken);

    public void Dispose() => _gate.Dispose();

    private async Task<Reply<ApprovalList>> LookAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_lookedAt is not { } at || time.GetElapsedTime(at) >= age)
            {
                await using var scope = scopes.CreateAsyncScope();
                _latest = await scope.ServiceProvider.GetRequiredService<RunClient>().GetWaitingAsync(cancellationToken);
                _lookedAt = time.GetTimestamp();
            }

            return _latest;
        }
        finally
        {
            _gate.Release();
        }
    }
}
