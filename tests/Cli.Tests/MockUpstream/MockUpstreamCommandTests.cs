using System.Diagnostics;
using System.Text;

namespace Switchyard.Cli.Tests.MockUpstream;

public sealed class MockUpstreamCommandTests : CliTest
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task MockUpstream_Signal_EndsItInOrder(string signal)
    {
        var (process, address) = await StartAsync("--tokens", "3", "--seed", "7");
        using var http = new HttpClient();
        using var body = new StringContent("""{"model":"m","messages":[]}""", Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(new Uri(address + "/v1/chat/completions"), body, Token);
        Assert.Contains("\"completion_tokens\":3", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);

        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync(Token);

        Assert.Equal((0, string.Empty), (process.ExitCode, await process.StandardError.ReadToEndAsync(Token)));
    }

    [Fact]
    public async Task MockUpstream_PortTaken_SaysSo()
    {
        var (_, address) = await StartAsync();

        var result = await Cli.RunAsync("mock-upstream", "--port", new Uri(address).Port.ToString(System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith($"Port {new Uri(address).Port} cannot be used:", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--scenario", "nothing", "There is no scenario 'nothing'.")]
    [InlineData("--latency", "20", "--latency is a time such as 20ms or 1.5s, not '20'.")]
    [InlineData("--rate", "fast", "--rate is a number a second such as 100/s, not 'fast'.")]
    [InlineData("--tokens", "1.5", "--tokens is a whole number from 0 to 1000000, not '1.5'.")]
    [InlineData("--port", "70000", "--port goes from 0 to 65535 and --keep-requests from 0.")]
    public async Task MockUpstream_BadOption_SaysWhat(string option, string value, string message)
    {
        var result = await Cli.RunAsync(["mock-upstream", option, value, .. option == "--port" ? Array.Empty<string>() : ["--port", "0"]]);

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith(message, result.Error, StringComparison.Ordinal);
    }

    private async Task<(Process Process, string Address)> StartAsync(params string[] options)
    {
        var process = Cli.Start("dotnet", [Cli.Program, "mock-upstream", "--port", "0", .. options]);
        var line = await process.StandardOutput.ReadLineAsync(Token);
        Assert.StartsWith("Mock upstream: http://127.0.0.1:", line, StringComparison.Ordinal);
        return (process, line!["Mock upstream: ".Length..]);
    }
}
