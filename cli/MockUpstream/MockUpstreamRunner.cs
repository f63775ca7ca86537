using System.Globalization;
using System.Runtime.InteropServices;
using Switchyard.Cli.Systems;
using Switchyard.MockUpstream;
using Switchyard.MockUpstream.Scenarios;

namespace Switchyard.Cli.MockUpstream;

/// <summary>Runs the server until it is interrupted. Apart from the command, so that the others load nothing of a web server.</summary>
internal static class MockUpstreamRunner
{
    private const ulong MaxTokens = 1_000_000;

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
        if (arguments is not { Port: >= 0 and <= 65535, KeepRequests: >= 0 })
        {
            throw new ScenarioException("--port goes from 0 to 65535 and --keep-requests from 0.");
        }

        var timing = new Scenario
        {
            Latency = ReadTime("--latency", arguments.Latency),
            FirstToken = ReadTime("--first-token", arguments.FirstToken),
            Tokens = (int?)ReadNumber("--tokens", arguments.Tokens, MaxTokens),
            Rate = ReadRate(arguments.Rate),
        };
        var named = arguments.Scenario is null ? new Scenario() : Scenario.Parse(arguments.Scenario);
        return new MockServerOptions
        {
            Port = arguments.Port,
            Default = named.Over(timing),
            Seed = ReadNumber("--seed", arguments.Seed, ulong.MaxValue) ?? 1,
            KeepRequests = arguments.KeepRequests,
            ApiKey = arguments.ApiKey,
        };
    }

    private static TimeSpan? ReadTime(string option, string? text) => text is null ? null
        : Quantities.TryTime(text, out var time) ? time : throw new ScenarioException($"{option} is a time such as 20ms or 1.5s, not '{text}'.");

    private static double? ReadRate(string? text) => text is null ? null
        : Quantities.TryRate(text, out var rate) ? rate : throw new ScenarioException($"--rate is a number a second such as 100/s, not '{text}'.");

    private static ulong? ReadNumber(string option, string? text, ulong most) => text is null ? null
        : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most ? number
        : throw new ScenarioException($"{option} is a whole number from 0 to {most}, not '{text}'.");

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
