using System.Text;
using Switchyard.Sandbox.Processes;
using Switchyard.Sandbox.Protocol;

namespace Switchyard.Sandbox;

/// <summary>The steps of one run: what one defines, the next ones see.</summary>
/// <remarks>Thread-safe; steps run one after another. Disposing ends a step that runs and everything it started, and leaves nothing behind.</remarks>
public sealed class SandboxSession : IAsyncDisposable
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly PythonSandbox _sandbox;
    private readonly SandboxOptions _options;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _ending = new();
    private readonly Results _results;
    private DriverProcess? _process;
    private int _isDisposed;

    internal SandboxSession(PythonSandbox sandbox, DriverProcess process, bool isSandboxed, SandboxOptions options, TimeProvider time)
    {
        _sandbox = sandbox;
        _process = process;
        _options = options;
        _time = time;
        _results = new Results(options);
        IsSandboxed = isSandboxed;
    }

    /// <summary>Gets whether the code is in a sandbox; otherwise it runs directly on the system, as the options allow.</summary>
    public bool IsSandboxed { get; }

    /// <summary>Runs a step.</summary>
    /// <param name="code">Python code.</param>
    /// <param name="cancellationToken">Ends the code, and with it what the session holds; the next step starts afresh.</param>
    /// <returns>What became of it; whatever the code does is a result and no exception.</returns>
    /// <exception cref="SandboxUnavailableException">The process of an earlier step has ended, and a new one does not start.</exception>
    public async Task<CodeResult> ExecuteAsync(string code, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(code);
        ObjectDisposedException.ThrowIf(_isDisposed != 0, this);
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token, cancellationToken);
        await _turn.WaitAsync(cancelled.Token).ConfigureAwait(false);
        try
        {
            using var activity = SandboxMetrics.Source.StartActivity("execute python");
            var result = Encode(code) is { } bytes ? await RunAsync(bytes, cancelled.Token).ConfigureAwait(false) : _results.Rejected();
            SandboxMetrics.RecordStep(result, activity);
            return result;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        await _ending.CancelAsync().ConfigureAwait(false);
        await _turn.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        await EndProcessAsync().ConfigureAwait(false);
        _ending.Dispose();
    }

    private byte[]? Encode(string code)
    {
        try
        {
            return code.Length <= _options.MaxCodeBytes && s_strict.GetByteCount(code) <= _options.MaxCodeBytes ? s_strict.GetBytes(code) : null;
        }
        catch (EncoderFallbackException)
        {
            return null;
        }
    }

    private async Task<CodeResult> RunAsync(byte[] code, CancellationToken cancellationToken)
    {
        _process ??= await _sandbox.StartProcessAsync(IsSandboxed).ConfigureAwait(false);
        var process = _process;
        var started = _time.GetTimestamp();
        using var limit = new CancellationTokenSource(_options.TimeLimit, _time);
        using var spent = new CancellationTokenSource();
        using var any = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, spent.Token, cancellationToken);
        var exchange = await RunAsync(process, code, spent, any.Token).ConfigureAwait(false);
        var duration = _time.GetElapsedTime(started);
        CodeLimit? reached = exchange.IsOverLimit ? CodeLimit.Output : spent.IsCancellationRequested ? CodeLimit.ProcessorTime : limit.IsCancellationRequested ? CodeLimit.Time : null;
        if (exchange.Answer is { } answer && !exchange.IsOverLimit && _results.Of(answer, exchange, duration) is { } result)
        {
            // The limit may have come between the answer and here.
            return process.IsKilled ? await EndedAsync(result).ConfigureAwait(false) : result;
        }

        process.Kill();
        var end = await process.ExitAsync().ConfigureAwait(false);
        await EndProcessAsync().ConfigureAwait(false);
        if (reached is null)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        return reached is { } known ? _results.AtLimit(known, exchange, duration) : Results.Killed(exchange, duration, end);
    }

    // The watch is over with the step. It is told so by a source of its own: the step's would end the process.
    private static async Task<StepExchange> RunAsync(DriverProcess process, byte[] code, CancellationTokenSource spent, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watch = WatchAsync(process, spent, over.Token);
        var exchange = await process.RunAsync(code, cancellationToken).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        await watch.ConfigureAwait(false);
        return exchange;
    }

    private static async Task WatchAsync(DriverProcess process, CancellationTokenSource spent, CancellationToken cancellationToken)
    {
        if (await process.SpendsProcessorTimeAsync(cancellationToken).ConfigureAwait(false))
        {
            await spent.CancelAsync().ConfigureAwait(false);
        }
    }

    private async Task<CodeResult> EndedAsync(CodeResult result)
    {
        await EndProcessAsync().ConfigureAwait(false);
        return result with { IsStateLost = true };
    }

    private async Task EndProcessAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            await process.DisposeAsync().ConfigureAwait(false);
        }
    }
}
