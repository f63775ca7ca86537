using System.CommandLine;
using System.CommandLine.Parsing;
using Switchyard.MockUpstream.Scenarios;

namespace Switchyard.Cli.MockUpstream;

/// <summary><c>switchyard mock-upstream</c>: a model provider that answers and fails as it is told to.</summary>
internal static class MockUpstreamCommand
{
    private const int DefaultPort = 7099;

    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "The port on 127.0.0.1; 0 takes a free one.", DefaultValueFactory = _ => DefaultPort };
        var latency = Time("--latency", "The time from a request to its headers, such as 20ms.");
        var firstToken = Time("--first-token", "The time from the headers of a stream to its first token.");
        var tokens = new Option<int?>("--tokens") { Description = "The words of an answer, 60 when left out." };
        var rate = new Option<double?>("--rate") { Description = "Tokens a second, such as 100/s; as fast as possible when left out.", CustomParser = ParseRate };
        var seed = new Option<ulong>("--seed") { Description = "What words, identifiers and shares are drawn from.", DefaultValueFactory = _ => 1 };
        var scenario = new Option<string?>("--scenario") { Description = "What goes wrong for requests that name nothing, such as status-503 or cut-after-40+gzip." };
        var keep = new Option<int>("--keep-requests") { Description = "How many requests /mock/requests remembers.", DefaultValueFactory = _ => 1000 };
        var key = new Option<string?>("--api-key") { Description = "The key callers must have; none when left out." };
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

    private static Option<TimeSpan?> Time(string name, string description) => new(name) { Description = description, CustomParser = ParseTime };

    private static TimeSpan? ParseTime(ArgumentResult argument)
    {
        var text = argument.Tokens.Single().Value;
        if (Quantities.TryTime(text, out var time))
        {
            return time;
        }

        argument.AddError($"'{text}' is no time such as 20ms or 1.5s.");
        return null;
    }

    private static double? ParseRate(ArgumentResult argument)
    {
        var text = argument.Tokens.Single().Value;
        if (Quantities.TryRate(text, out var rate))
        {
            return rate;
        }

        argument.AddError($"'{text}' is no rate such as 100/s.");
        return null;
    }
}
