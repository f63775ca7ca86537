using Xunit;

namespace Switchyard.Web.Tests.Browser;

/// <summary>
/// One dashboard before services that answer what the running test says. Starting a dashboard takes longer than most of what is tested with it: tests that
/// neither end it nor need settings of their own, nor make services fail so often that it stops asking them, share this one.
/// </summary>
public sealed class SharedSystem : IAsyncLifetime
{
    private FakeSystem? _system;

    public async ValueTask InitializeAsync() => _system = await FakeSystem.StartAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _system?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Gets the system as if it had just started.</summary>
    internal FakeSystem Begin()
    {
        var system = _system ?? throw new InvalidOperationException("The system has not been started.");
        system.Reset();
        return system;
    }
}
