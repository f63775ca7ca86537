using System.Net;
using System.Net.Sockets;

namespace Switchyard.Cli.Tests.Doctor;

public sealed class DoctorCommandTests : CliTest
{
    [Fact]
    public async Task Doctor_Running_ChecksEverythingButThePorts()
    {
        WriteState(RecordThisTest());

        var result = await Cli.RunAsync("doctor");

        Assert.Equal((0, "Everything ./run.sh needs is there."), (result.ExitCode, result.Lines[^1]));
        Assert.All((string[])["ok    .NET SDK 10.", "ok    Node.js ", "ok    npm ", "ok    Redis: ", "ok    PostgreSQL: ", "ok    Embedded model: ", "ok    Switchyard runs"], expected =>
            Assert.Contains(result.Lines, line => line.StartsWith(expected, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Doctor_PortInUse_NamesTheOwner()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        Cli.Environment["SWITCHYARD_PORT_OFFSET"] = (port - 7170).ToString();

        var result = await Cli.RunAsync("doctor");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(result.Lines, line => line.StartsWith($"FAIL  Port {port} for router is in use by ", StringComparison.Ordinal) && line.EndsWith($", pid {System.Environment.ProcessId}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ten")]
    [InlineData("60000")]
    public async Task Doctor_OffsetThatIsNone_Fails(string offset)
    {
        Cli.Environment["SWITCHYARD_PORT_OFFSET"] = offset;

        var result = await Cli.RunAsync("doctor");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"FAIL  SWITCHYARD_PORT_OFFSET is '{offset}'", result.Lines);
    }

    [Fact]
    public async Task Doctor_FolderNotWritable_Fails()
    {
        Cli.Environment["SWITCHYARD_HOME"] = "/proc/switchyard";

        var result = await Cli.RunAsync("doctor");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("FAIL  The data folder /proc/switchyard cannot be written", result.Lines);
    }
}
