using System.Runtime.InteropServices;
using Switchyard.Cli.Systems;
using Switchyard.MockUpstream;
using Switchyard.MockUpstream.Scenarios;

namespace Switchyard.Cli.MockUpstream;

/// <summary>Runs the server until it is interrupted. Apart from the command, so that the others load nothing of a web server.</summary>
internal static class MockUpstreamRunner
{
    public static async Task<int> RunAsync(MockUpstreamArguments arguments, CancellationToken cancellationToken)
    {
        MockServer server;
        try
        {
            server = await MockServer.StartAsync(Options(arguments), cancellationToken);
        }
        catch (ScenarioException exception)
        {
            return Fail(exception.Message);
        }
        catch (IOException exception)
        {
            return Fail($"Port {arguments.Port} cannot be used: {exception.Message} Choose another with --port.");
        }

        await using (server)
        {
            Console.WriteLine($"Mock upstream: {server.Address}");
            Console.WriteLine("OpenAI and Anthropic at /v1, Gemini at /v1beta, Ollama at /api, scenarios at /mock. Ctrl-C ends it.");
            await WaitForEndAsync(cancellationToken);
        }

        return ExitCodes.Success;
    }

    private static MockServerOptions Options(MockUpstreamArguments arguments)
    {
        if (arguments is not { Port: >= 0 and <= 65535, KeepRequests: >= 0, Tokens: null or >= 0 and <= 1_000_000 })
        {
            throw new ScenarioException("--port goes from 0 to 65535, --keep-requests from 0, and --tokens from 0 to 1000000.");
        }

        var timing = new Scenario { Latency = arguments.Latency, FirstToken = arguments.FirstToken, Tokens = arguments.Tokens, Rate = arguments.Rate };
        var named = arguments.Scenario is null ? new Scenario() : Scenario.Parse(arguments.Scenario);
        return new MockServerOptions
        {
            Port = arguments.Port,
            Default = named.Over(timing),
            Seed = arguments.Seed,
            KeepRequests = arguments.KeepRequests,
            ApiKey = arguments.ApiKey,
        };
    }

    private static async Task WaitForEndAsync(CancellationToken cancellationToken)
    {
        var interrupted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        await interrupted.Task.WaitAsync(cancellationToken);

        void End(PosixSignalContext context)
        {
            context.Cancel = true;
            interrupted.TrySetResult();
        }
    }

    private static int Fail(string message)
    {
        Console.Error.WriteLine(message);
        return ExitCodes.Failure;
    }
}
