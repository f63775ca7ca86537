using System.Diagnostics;
using Switchyard.Hosting.Processes;

namespace Switchyard.Hosting.Tests.Processes;

public sealed class ProcessTableTests
{
    [Fact]
    public void OwnProcess_IsFoundAndAlive()
    {
        var record = ProcessTable.Find(Environment.ProcessId);

        Assert.Equal(Environment.ProcessId, record!.Pid);
        Assert.True(ProcessTable.IsAlive(record));
    }

    [Fact]
    public void SamePid_WithAnotherStartTime_IsAnotherProcess()
    {
        var record = ProcessTable.Find(Environment.ProcessId)!;

        Assert.False(ProcessTable.IsAlive(record with { StartTicks = record.StartTicks - 1 }));
    }

    [Fact]
    public void SamePid_OfAnotherBoot_IsAnotherProcess()
    {
        var record = ProcessTable.Find(Environment.ProcessId)!;

        Assert.False(ProcessTable.IsAlive(record with { BootId = "another" }));
    }

    [Fact]
    public async Task EndedProcess_IsNotAlive()
    {
        using var process = Process.Start("sleep", "60");
        var record = ProcessTable.Find(process.Id)!;

        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.False(ProcessTable.IsAlive(record));
    }

    [Fact]
    public void Pid_NobodyHas_IsNotFound()
    {
        Assert.Null(ProcessTable.Find(int.MaxValue));
    }

    [Fact]
    public void Signal_ToNobody_IsRefused()
    {
        Assert.False(Signals.Send(int.MaxValue, Signals.Terminate));
        Assert.False(Signals.Send(0, Signals.Terminate));
    }
}
