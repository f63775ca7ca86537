using Switchyard.Faults.Processes;

namespace Switchyard.Faults.Faults;

/// <summary>A worker's clock is hours off: leases go by the database's, durations by one that cannot be set.</summary>
internal sealed class ClockFault(string shift) : Fault($"F49 a worker's clock {shift}")
{
    private const string Library = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";

    public override string? WhyNot(FaultSystem system) => File.Exists(Library) ? null : "libfaketime is not installed";

    public override async Task RunAsync(FaultScene scene)
    {
        var worker = scene.AnyWorker();
        await worker.RestartAsync(new() { ["LD_PRELOAD"] = Library, ["FAKETIME"] = shift, ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1" });
        await scene.HoldAsync(FaultSystem.Lease + scene.Between(2, 4));
        await worker.KillAsync();
    }
}
