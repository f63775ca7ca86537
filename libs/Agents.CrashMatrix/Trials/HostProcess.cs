using System.Diagnostics;
using System.Text.Json;
using Switchyard.Agents.CrashMatrix.Hosts;

namespace Switchyard.Agents.CrashMatrix.Trials;

/// <summary>Starts hosts and waits for their end.</summary>
internal static class HostProcess
{
    // Far more than a run needs: who has not ended by then hangs, which is a loss.
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);

    public static async Task<HostEnd> RunAsync(HostCommand command, CrashOrder order, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_limit);
        var started = Stopwatch.GetTimestamp();
        var start = new ProcessStartInfo(command.FileName, command.Arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };

        // What is killed leaves the sockets for debuggers behind that it opens in the folder for temporary files.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"'{command.FileName}' could not be started.");
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.StandardInput.WriteAsync(JsonSerializer.Serialize(order, CrashJson.Default.CrashOrder).AsMemory(), limit.Token).ConfigureAwait(false);
            process.StandardInput.Close();
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            return new HostEnd(process.ExitCode, Read(await output.ConfigureAwait(false)), (await errors.ConfigureAwait(false)).Trim(), Stopwatch.GetElapsedTime(started));
        }
        catch (OperationCanceledException) when (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            return new HostEnd(-1, null, $"it had not ended after {s_limit.TotalSeconds:0} s", Stopwatch.GetElapsedTime(started));
        }
    }

    private static CrashAnswer? Read(string output) => string.IsNullOrWhiteSpace(output) ? null : JsonSerializer.Deserialize(output, CrashJson.Default.CrashAnswer);
}
