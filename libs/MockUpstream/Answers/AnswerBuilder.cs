using System.Text.Json;
using Switchyard.MockUpstream.Dialects;
using Switchyard.MockUpstream.Scenarios;

namespace Switchyard.MockUpstream.Answers;

/// <summary>Decides what the model says: what the scenario has, else the tools that must be called, else JSON where it is asked for, else words.</summary>
internal static class AnswerBuilder
{
    private const int DefaultTokens = 60;
    private const int ReasoningTokens = 12;

    public static Answer Build(ApiRequest request, string model, Scenario scenario, ActiveFaults faults, ulong seed)
    {
        var choices = new AnswerChoice[request.Choices];
        for (var index = 0; index < choices.Length; index++)
        {
            choices[index] = BuildChoice(request, scenario, faults, seed + (ulong)index);
        }

        return new Answer(scenario.Model ?? model, choices, faults.Has(FaultKind.NoUsage) ? null : Usage(request, scenario, choices));
    }

    /// <summary>What an operation answers that does not generate.</summary>
    public static Answer Empty(ApiRequest request, string model, Scenario scenario, ActiveFaults faults) =>
        new(scenario.Model ?? model, [], faults.Has(FaultKind.NoUsage) ? null : Usage(request, scenario, []));

    private static AnswerChoice BuildChoice(ApiRequest request, Scenario scenario, ActiveFaults faults, ulong seed)
    {
        var calls = ToolCalls(request, scenario);
        var text = Text(request, scenario, calls.Length > 0, seed);
        var limited = request.MaxTokens > 0 && text.Length > request.MaxTokens;
        text = limited ? text[..request.MaxTokens] : text;
        var finish = scenario.Finish ?? (limited ? Finish.Length : calls.Length > 0 ? Finish.ToolCalls : Finish.Stop);
        if (faults.Find(FaultKind.Huge) is { } huge)
        {
            var at = Math.Min(huge.After ?? 0, text.Length);
            text = [.. text[..at], new string('x', huge.Bytes ?? 0), .. text[at..]];
        }

        return new AnswerChoice(Reasoning(request, scenario, seed), faults.Has(FaultKind.Drip) ? Words.Characters(text) : text, calls, finish);
    }

    private static string[] Text(ApiRequest request, Scenario scenario, bool callsTools, ulong seed)
    {
        if (scenario.Pieces is { } pieces)
        {
            return [.. pieces];
        }

        if (scenario.Text is { } text)
        {
            return Words.Cut(text);
        }

        if (callsTools)
        {
            return [];
        }

        return request.Schema.ValueKind != JsonValueKind.Undefined ? Words.Fragments(SchemaSample.Make(request.Schema))
            : request.Json ? Words.Fragments("{\"answer\":\"größe\"}")
            : Words.Pieces(seed, scenario.Tokens ?? DefaultTokens);
    }

    private static string[] Reasoning(ApiRequest request, Scenario scenario, ulong seed) => scenario.Reasoning switch
    {
        { Length: > 0 } text => Words.Cut(text),
        null when !request.ShowReasoning => [],
        _ => Words.Pieces(~seed, ReasoningTokens),
    };

    private static AnswerToolCall[] ToolCalls(ApiRequest request, Scenario scenario)
    {
        if (scenario.ToolCalls is { } scripted)
        {
            return [.. scripted.Select(static (call, index) => Call(index, call.Name, call.Arguments))];
        }

        var offered = request.ToolNamed is { } name ? request.Tools.Where(tool => tool.Name == name) : request.Tools;
        var count = scenario.CallTools ?? (request.ToolForced ? 1 : 0);
        return [.. offered.Take(count).Select(static (tool, index) => Call(index, tool.Name, SchemaSample.Make(tool.Schema)))];
    }

    // The identifier ends in the request's own, so that no two calls of a conversation have the same.
    private static AnswerToolCall Call(int index, string name, string arguments) =>
        new($"call_{index}{Json.IdSlot}", name, arguments, Words.Fragments(arguments));

    private static AnswerUsage Usage(ApiRequest request, Scenario scenario, AnswerChoice[] choices)
    {
        var reasoning = scenario.Usage?.Reasoning ?? choices.Sum(static choice => choice.Reasoning.Count);
        var output = choices.Sum(static choice => choice.Text.Count + choice.ToolCalls.Sum(static call => call.Fragments.Count)) + reasoning;
        return new AnswerUsage(
            scenario.Usage?.Input ?? request.InputTokens,
            scenario.Usage?.Output ?? output,
            scenario.Usage?.Cached ?? 0,
            scenario.Usage?.CacheWritten ?? 0,
            reasoning);
    }
}
