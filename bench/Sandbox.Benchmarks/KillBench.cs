using System.Diagnostics;

namespace Switchyard.Sandbox.Benchmarks;

/// <summary>How long after its limit code is gone with all it started, and whether the answer says which limit it was.</summary>
internal sealed class KillBench(int times)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(1);

    public async Task<string> RunAsync(Attack attack)
    {
        var late = new List<double>();
        var told = 0;
        for (var time = 0; time < times; time++)
        {
            var sandbox = new PythonSandbox(Options(attack), TimeProvider.System);
            await using var session = await sandbox.StartSessionAsync();
            var started = Stopwatch.GetTimestamp();
            var result = await session.ExecuteAsync(attack.Code);

            // The answer comes when the whole sandbox has ended, where it is ended at all.
            late.Add((Stopwatch.GetElapsedTime(started) - (attack.Limit is CodeLimit.Time or CodeLimit.ProcessorTime ? s_limit : TimeSpan.Zero)).TotalMilliseconds);
            told += result.Limit == attack.Limit ? 1 : 0;
        }

        late.Sort();
        return FormattableString.Invariant($"| {attack.Name} | {attack.Limit} | {told} of {times} | {late[times / 2]:0} | {late[^1]:0} |");
    }

    private static SandboxOptions Options(Attack attack) => new()
    {
        AllowedImports = ["*"],
        AllowFileWrites = true,
        MaxProcesses = 20,
        TimeLimit = attack.Limit == CodeLimit.Time ? s_limit : TimeSpan.FromSeconds(30),
        CpuLimit = attack.Limit == CodeLimit.ProcessorTime ? s_limit : TimeSpan.FromMinutes(5),
    };
}
