namespace Switchyard.Sandbox.Processes;

/// <summary>
/// Tells when a process has used up its processor time. The kernel has the same limit, a little above, and ends who comes to it: but the first process of a sandbox
/// then ends as by anybody's hand, and nobody could say why.
/// </summary>
internal sealed class CpuWatch(SandboxOptions options, TimeProvider time)
{
    /// <summary>What the kernel leaves a process above its limit: the time in which a busy host gets round to looking.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(20);

    /// <summary>Looks as rarely as it can: never before the limit could have come.</summary>
    /// <param name="used">What the process has used; null where it is gone.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <returns>Whether all of it is used up.</returns>
    public async Task<bool> WaitAsync(Func<TimeSpan?> used, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested && used() is { } spent)
        {
            var left = options.CpuLimit - spent;
            if (left <= TimeSpan.Zero)
            {
                return true;
            }

            var earliest = left / Environment.ProcessorCount;
            await Task.Delay(earliest > s_shortest ? earliest : s_shortest, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return false;
    }
}
