using System.ComponentModel;
using Switchyard.Sandbox.Processes;

namespace Switchyard.Sandbox;

/// <summary>Runs Python code that nobody vouches for, each session in a sandbox of its own.</summary>
/// <remarks>Thread-safe. The options are not to be changed afterwards.</remarks>
public sealed class PythonSandbox
{
    private readonly SandboxOptions _options;
    private readonly TimeProvider _time;

    /// <summary>Initializes a new instance of the <see cref="PythonSandbox"/> class.</summary>
    /// <param name="options">What code may do.</param>
    /// <param name="timeProvider">The clock of the time limits.</param>
    /// <exception cref="ArgumentException">The options contradict each other or are out of range; all errors are named.</exception>
    public PythonSandbox(SandboxOptions options, TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(timeProvider);
        SandboxOptionsRules.Check(options);
        _options = options;
        _time = timeProvider;
    }

    /// <summary>Starts a session.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>A session, ready for code; its owner disposes it.</returns>
    /// <exception cref="SandboxUnavailableException">There is no sandbox here, and direct access to the system is not allowed; or there is no Python.</exception>
    public async Task<SandboxSession> StartSessionAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        SandboxLeftovers.RemoveOnce();
        var isSandboxed = _options.UseSandbox;
        DriverProcess process;
        try
        {
            process = await StartProcessAsync(isSandboxed).ConfigureAwait(false);
        }
        catch (SandboxUnavailableException) when (isSandboxed && _options.AllowSystemAccess)
        {
            isSandboxed = false;
            process = await StartProcessAsync(isSandboxed).ConfigureAwait(false);
        }

        var session = new SandboxSession(this, process, isSandboxed, _options, _time);
        if (cancellationToken.IsCancellationRequested)
        {
            await session.DisposeAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }

        return session;
    }

    // Not cancelled half-way: bubblewrap, ended while it builds the sandbox, could leave its child waiting for it.
    internal async Task<DriverProcess> StartProcessAsync(bool isSandboxed)
    {
        try
        {
            var launch = isSandboxed ? SandboxLaunch.Create(_options) : DirectLaunch.Create(_options);
            return await DriverProcess.StartAsync(launch, _options, _time).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is Win32Exception or IOException or UnauthorizedAccessException)
        {
            throw new SandboxUnavailableException($"Python cannot be started: {exception.Message}", exception);
        }
    }
}
