namespace Switchyard.Sandbox.Tests;

/// <summary>One session for the tests of a class that leave nothing in it which others would notice: starting one costs more than most of what is tested.</summary>
public abstract class SharedSession(SandboxOptions options) : IAsyncLifetime
{
    private WatchedSession? _watched;

    public async ValueTask InitializeAsync() => _watched = await WatchedSession.StartAsync(options);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_watched is not null)
        {
            await _watched.DisposeAsync();
        }
    }

    /// <summary>Runs code and looks at what became of it; where no sandbox can be made, that was proven at the start.</summary>
    public async Task CheckAsync(string code, Action<CodeResult> check)
    {
        if (_watched is not null)
        {
            check(await _watched.Session.ExecuteAsync(code, TestContext.Current.CancellationToken));
        }
    }
}
