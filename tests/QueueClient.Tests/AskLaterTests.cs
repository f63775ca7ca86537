using System.Diagnostics;
using System.Text.Json;
using Switchyard.Tests.Common.Services;

namespace Switchyard.QueueClient.Tests;

/// <summary>The sample, as a person runs it.</summary>
public sealed class AskLaterTests(RouterFixture router)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Program_Question_PrintsWhatTheJobSays()
    {
        var (exitCode, output, error) = await RunAsync("What is \"6*7\"?", router.Address);

        var id = output["Job ".Length..output.IndexOf(':', StringComparison.Ordinal)];
        var answer = JsonElement.Parse(await router.Client.Jobs.WaitAsync(id, Token));
        var text = answer.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString();
        var request = JsonElement.Parse(await router.Client.Jobs.GetRequestAsync(id, Token));
        Assert.Equal((0, string.Empty), (exitCode, error));
        Assert.Equal(
            $"Job {id}:\n{text}\n{answer.GetProperty("model").GetString()} took {answer.GetProperty("usage").GetProperty("total_tokens").GetInt32()} tokens.\n", output);
        Assert.Equal([new JobMessage("user", "What is \"6*7\"?")], JobMessages.Read(request));
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [ServiceProcess.FindProgram("AskLater"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(Token);
        var error = process.StandardError.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        return (process.ExitCode, await output, await error);
    }
}
