using System.Globalization;

namespace Switchyard.MockUpstream.Scenarios;

/// <summary>
/// Reads scenarios written as names: parts joined by <c>+</c>, each a fault or a setting with its numbers after hyphens,
/// such as <c>stall-after-10-5s+rate-100</c>. What a number means is told by its unit: <c>5s</c> is a time, <c>64k</c> a size,
/// a bare number tokens or a status, whichever the fault has.
/// </summary>
internal static class ScenarioNames
{
    /// <summary>More tokens than any model answers with; a typing error must not fill the memory.</summary>
    public const int MaxTokens = 1_000_000;

    public static Scenario Parse(string names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var scenario = new Scenario();
        foreach (var name in names.Split('+', ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            scenario = scenario.And(ParseOne(name));
        }

        return scenario;
    }

    public static Scenario ParseOne(string name) =>
        TryFault(name) is { } fault ? Scenario.Of(FaultCatalog.Check(fault)) : TrySetting(name) ?? throw Unknown(name);

    public static ScenarioException Unknown(string name) => new(
        $"There is no scenario '{name}'. There are the settings tokens-N, rate-N, burst-N, latency-TIME, first-token-TIME, thinking, tool, tools-N, length, filter, " +
        $"the faults {string.Join(", ", FaultCatalog.Names)}, and what was put under /mock/scenarios.");

    /// <summary>Reads a fault without asking whether it has all its numbers; null when no fault begins so.</summary>
    public static Fault? TryFault(string name)
    {
        var segments = name.Split('-');
        for (var length = segments.Length; length > 0; length--)
        {
            if (FaultCatalog.TryGetKind(string.Join('-', segments[..length]), out var kind))
            {
                return segments[length..].Aggregate(new Fault(kind), (fault, segment) => WithNumber(fault, segment, name));
            }
        }

        return null;
    }

    private static Fault WithNumber(Fault fault, string segment, string name)
    {
        if (segment == "after")
        {
            return fault;
        }

        if (segment == "date")
        {
            return fault with { RetryAfter = RetryAfterForm.Date };
        }

        if (int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return fault.Kind == FaultKind.Status ? fault with { Status = number } : fault with { After = number };
        }

        if (Quantities.TryTime(segment, out var time))
        {
            var inMilliseconds = segment.EndsWith("ms", StringComparison.Ordinal) && fault.RetryAfter != RetryAfterForm.Date;
            return fault with { Time = time, RetryAfter = inMilliseconds ? RetryAfterForm.Milliseconds : fault.RetryAfter };
        }

        return Quantities.TrySize(segment, out var bytes)
            ? fault with { Bytes = bytes }
            : throw new ScenarioException($"'{segment}' in the scenario '{name}' is neither a number nor a time (5s, 20ms) nor a size (100b, 64k, 8m).");
    }

    private static Scenario? TrySetting(string name)
    {
        var hyphen = name.LastIndexOf('-');
        var (setting, value) = hyphen < 0 ? (name, string.Empty) : (name[..hyphen], name[(hyphen + 1)..]);
        return setting switch
        {
            "thinking" when value.Length == 0 => new Scenario { Reasoning = string.Empty },
            "tool" when value.Length == 0 => new Scenario { CallTools = 1 },
            "length" when value.Length == 0 => new Scenario { Finish = Finish.Length },
            "filter" when value.Length == 0 => new Scenario { Finish = Finish.Filter },
            "tools" when TryCount(value, out var count) => new Scenario { CallTools = count },
            "tokens" when TryCount(value, out var count) => new Scenario { Tokens = count },
            "burst" when TryCount(value, out var count) => new Scenario { Burst = count },
            "rate" when Quantities.TryRate(value, out var rate) => new Scenario { Rate = rate },
            "latency" when Quantities.TryTime(value, out var time) => new Scenario { Latency = time },
            "first-token" when Quantities.TryTime(value, out var time) => new Scenario { FirstToken = time },
            _ => null,
        };
    }

    private static bool TryCount(string text, out int count) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count <= MaxTokens;
}
