using System.Collections.Concurrent;
using Switchyard.Agents.Graphs.Effects;

namespace Switchyard.Agents.Tests.Graphs;

/// <summary>What effects change: remembers which calls it got, and answers those of one key once.</summary>
internal sealed class World
{
    private readonly ConcurrentQueue<(string Key, string Argument)> _calls = [];

    public IReadOnlyList<string> Arguments => [.. _calls.Select(call => call.Argument)];

    public IReadOnlyList<string> Keys => [.. _calls.Select(call => call.Key)];

    /// <summary>How often something happened, where the world does what has one key once.</summary>
    public int Happened => _calls.DistinctBy(call => call.Key).Count();

    /// <summary>Called with the argument before anything happens.</summary>
    public Func<string, CancellationToken, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Called with the argument after it happened.</summary>
    public Func<string, CancellationToken, Task> After { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>What is said when asked about a key; by default the truth.</summary>
    public Func<string, EffectStatus<string>>? Status { get; set; }

    public Effect<string, string> Effect(EffectClass effectClass, string name = "send") => new()
    {
        Name = name,
        Class = effectClass,
        ArgumentsType = StoryJson.Default.String,
        ResultType = StoryJson.Default.String,
        RunAsync = async (call, cancellationToken) =>
        {
            await Before(call.Arguments, cancellationToken);
            _calls.Enqueue((call.Key, call.Arguments));
            await After(call.Arguments, cancellationToken);
            return "did " + call.Arguments;
        },
        AskStatusAsync = effectClass == EffectClass.AsksRemote ? (key, _) => Task.FromResult((Status ?? Truth)(key)) : null,
    };

    private EffectStatus<string> Truth(string key) => _calls.FirstOrDefault(call => call.Key == key) is { Argument: { } argument }
        ? new EffectStatus<string>(EffectAnswer.Happened, "did " + argument)
        : new EffectStatus<string>(EffectAnswer.DidNotHappen);
}
