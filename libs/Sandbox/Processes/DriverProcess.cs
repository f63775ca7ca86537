using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Switchyard.Sandbox.Protocol;

namespace Switchyard.Sandbox.Processes;

/// <summary>A process that runs the driver: takes code, gives answers, and is ended with all its descendants.</summary>
internal sealed class DriverProcess : IAsyncDisposable
{
    private const int MarkerBytes = 32;

    // An answer is what the options bound, half as much again as base64, and names.
    private const int FrameOverheadBytes = 1024 * 1024;

    // An ended process lets go of its outputs at once; only what has left no trace of its origin could hold on to them.
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan s_lastBreath = TimeSpan.FromMilliseconds(500);

    private readonly Process _process;
    private readonly Launch _launch;
    private readonly SandboxOptions _options;
    private readonly TimeProvider _time;
    private readonly MarkedReader _stdout;
    private readonly MarkedReader _stderr;
    private readonly TaskCompletionSource _killed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private bool _isMute;

    private DriverProcess(Process process, Launch launch, SandboxOptions options, TimeProvider time)
    {
        _process = process;
        _launch = launch;
        _options = options;
        _time = time;
        _stdout = new MarkedReader(process.StandardOutput.BaseStream);
        _stderr = new MarkedReader(process.StandardError.BaseStream);
    }

    /// <summary>Gets whether this process was told to end.</summary>
    public bool IsKilled => _killed.Task.IsCompleted;

    /// <summary>Starts a process and waits until it is ready for code.</summary>
    /// <exception cref="SandboxUnavailableException">It does not get there.</exception>
    public static async Task<DriverProcess> StartAsync(Launch launch, SandboxOptions options, TimeProvider time)
    {
        var started = time.GetTimestamp();
        DriverProcess? driver = null;
        var isReady = false;
        try
        {
            driver = new DriverProcess(await ProcessLauncher.StartAsync(launch.Info).ConfigureAwait(false), launch, options, time);
            SandboxMetrics.RecordStart();
            await driver.BeginAsync().ConfigureAwait(false);
            SandboxMetrics.RecordReady(time.GetElapsedTime(started), launch.IsSandboxed);
            isReady = true;
            return driver;
        }
        finally
        {
            launch.RemoveFilter();
            if (!isReady)
            {
                if (driver is not null)
                {
                    await driver.DisposeAsync().ConfigureAwait(false);
                }

                launch.RemoveScratch();
            }
        }
    }

    /// <summary>Runs code; ending the process is how <paramref name="cancellationToken"/> ends it.</summary>
    public async Task<StepExchange> RunAsync(byte[] code, CancellationToken cancellationToken)
    {
        var marker = Encoding.ASCII.GetBytes(RandomNumberGenerator.GetHexString(2 * MarkerBytes));
        var stdout = new OutputSink(_options.MaxOutputBytes, _options.OutputHardLimitBytes);
        var stderr = new OutputSink(_options.MaxOutputBytes, _options.OutputHardLimitBytes);
        var isOverLimit = false;
        StepAnswer? answer = null;
        await using (cancellationToken.UnsafeRegister(static state => ((DriverProcess)state!).Kill(), this).ConfigureAwait(false))
        {
            var reading = Task.WhenAll(ReadAnswerAsync(), ReadAsync(_stderr, stderr), WriteAsync(marker, code));
            await Task.WhenAny(reading, AbandonAsync()).ConfigureAwait(false);
        }

        return new StepExchange(stdout, stderr, answer, isOverLimit);

        async Task ReadAnswerAsync()
        {
            if (await ReadAsync(_stdout, stdout).ConfigureAwait(false) == OutputEnd.Marker)
            {
                answer = Parse(await _stdout.ReadFrameAsync((2 * (_options.MaxArtefactBytes + (12 * _options.MaxTextCharacters))) + FrameOverheadBytes + (_options.MaxArtefacts * 8192)).ConfigureAwait(false));
                if (answer is null)
                {
                    _isMute |= !_process.HasExited && !IsKilled;
                    Kill();
                }
            }
        }

        async Task<OutputEnd> ReadAsync(MarkedReader reader, OutputSink sink)
        {
            var end = await reader.ReadToAsync(marker, sink).ConfigureAwait(false);
            isOverLimit |= end == OutputEnd.OverLimit;
            if (end == OutputEnd.Closed)
            {
                // It is about to end by itself, and its status says how.
                _isMute |= !await WaitAsync(s_lastBreath).ConfigureAwait(false) && !IsKilled;
            }

            if (end != OutputEnd.Marker)
            {
                Kill();
            }

            return end;
        }
    }

    /// <summary>Ends the process and all that came of it.</summary>
    public void Kill()
    {
        ProcessTree.Kill(_process, _launch);
        _killed.TrySetResult();
    }

    /// <summary>Returns how the process ended.</summary>
    public async Task<ProcessEnd> ExitAsync() => new(await WaitAsync(s_grace).ConfigureAwait(false) ? _process.ExitCode : null, _isMute);

    /// <summary>Returns whether the code has used up its processor time; not, where <paramref name="cancellationToken"/> ends the watch.</summary>
    public Task<bool> SpendsProcessorTimeAsync(CancellationToken cancellationToken) =>
        new CpuWatch(_options, _time).WaitAsync(() => ProcessTree.ProcessorTime(_process, _launch), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Kill();
        if (!await WaitAsync(s_grace).ConfigureAwait(false))
        {
            _process.Kill();
        }

        _process.Dispose();
        _launch.RemoveScratch();
        SandboxMetrics.RecordEnd();
    }

    private static StepAnswer? Parse(byte[]? frame)
    {
        try
        {
            return frame is null ? null : JsonSerializer.Deserialize(frame, SandboxJsonContext.Default.StepAnswer);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task BeginAsync()
    {
        using var limit = new CancellationTokenSource(_options.StartLimit, _time);
        var setup = StepSetup.For(_options, _launch.Scratch, _launch.IsSandboxed);
        var exchange = await RunAsync(JsonSerializer.SerializeToUtf8Bytes(setup, SandboxJsonContext.Default.StepSetup), limit.Token).ConfigureAwait(false);
        if (exchange.Answer is null)
        {
            throw StartFailure.Describe(exchange.Stderr.ToString(), limit.IsCancellationRequested ? _options.StartLimit : null, _launch.IsSandboxed);
        }
    }

    private async Task WriteAsync(byte[] marker, byte[] code)
    {
        try
        {
            var stream = _process.StandardInput.BaseStream;
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"{Encoding.ASCII.GetString(marker)} {Convert.ToBase64String(code)}\n"), CancellationToken.None).ConfigureAwait(false);
            await stream.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The process is gone, which the readers notice as well.
            return;
        }
    }

    private async Task<bool> WaitAsync(TimeSpan limit)
    {
        try
        {
            await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(limit, _time, CancellationToken.None).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private async Task AbandonAsync()
    {
        await _killed.Task.ConfigureAwait(false);
        await Task.Delay(s_grace, _time, CancellationToken.None).ConfigureAwait(false);
    }
}
