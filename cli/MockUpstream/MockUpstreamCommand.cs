using System.CommandLine;

namespace Switchyard.Cli.MockUpstream;

/// <summary>
/// <c>switchyard mock-upstream</c>: a model provider that answers and fails as it is told to. Its options are texts, read when it runs:
/// an option of another type is compiled at the start of every command.
/// </summary>
internal static class MockUpstreamCommand
{
    private const int DefaultPort = 7099;

    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "The port on 127.0.0.1; 0 takes a free one.", DefaultValueFactory = _ => DefaultPort };
        var latency = Text("--latency", "The time from a request to its headers, such as 20ms.");
        var firstToken = Text("--first-token", "The time from the headers of a stream to its first token.");
        var tokens = Text("--tokens", "The words of an answer, 60 when left out.");
        var rate = Text("--rate", "Tokens a second, such as 100/s; as fast as possible when left out.");
        var seed = Text("--seed", "The number that words, identifiers and shares are drawn from, 1 when left out.");
        var scenario = Text("--scenario", "What goes wrong for requests that name nothing, such as status-503 or cut-after-40+gzip.");
        var keep = new Option<int>("--keep-requests") { Description = "How many requests /mock/requests remembers.", DefaultValueFactory = _ => 1000 };
        var key = Text("--api-key", "The key callers must have; none when left out.");
        var command = new Command("mock-upstream", "Runs a model provider that speaks OpenAI, Anthropic, Gemini and Ollama, and fails as it is told to.")
        {
            port, latency, firstToken, tokens, rate, seed, scenario, keep, key,
        };
        command.SetAction((parsed, cancellationToken) => MockUpstreamRunner.RunAsync(
            new MockUpstreamArguments
            {
                Port = parsed.GetValue(port),
                Latency = parsed.GetValue(latency),
                FirstToken = parsed.GetValue(firstToken),
                Tokens = parsed.GetValue(tokens),
                Rate = parsed.GetValue(rate),
                Seed = parsed.GetValue(seed),
                Scenario = parsed.GetValue(scenario),
                KeepRequests = parsed.GetValue(keep),
                ApiKey = parsed.GetValue(key),
            },
            cancellationToken));
        return command;
    }

    private static Option<string?> Text(string name, string description) => new(name) { Description = description };
}
