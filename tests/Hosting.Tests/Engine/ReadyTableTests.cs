using Switchyard.Hosting.Engine;
using Switchyard.Hosting.State;

namespace Switchyard.Hosting.Tests.Engine;

public sealed class ReadyTableTests
{
    private static readonly ProcessRecord s_process = new() { Pid = 42, StartTicks = 1, BootId = "b" };

    [Fact]
    public void Table_ShowsEachResourceInColumns()
    {
        ResourceState[] resources =
        [
            new() { Name = "cache", Kind = "redis", State = "running", Health = "Healthy", Url = "127.0.0.1:7479", Process = s_process, DataPath = "/h/data/cache" },
            new() { Name = "router", Kind = "project", State = "running", Health = "Degraded", Url = "http://localhost:7170" },
        ];

        Assert.Equal(
            [
                "  RESOURCE  STATE     ADDRESS                PID",
                "  cache     Healthy   127.0.0.1:7479         42",
                "  router    Degraded  http://localhost:7170",
            ],
            ReadyTable.Lines(resources, "/h"));
    }

    [Fact]
    public void Data_OutsideTheFolder_IsTold()
    {
        ResourceState[] resources = [new() { Name = "postgres", Kind = "postgres", State = "running", DataPath = "/var/lib/switchyard/abc/postgres" }];

        Assert.Equal(
            "  The data of 'postgres' is in /var/lib/switchyard/abc/postgres, because its account cannot reach the data folder.",
            ReadyTable.Lines(resources, "/home/me/.switchyard").Last());
    }
}
