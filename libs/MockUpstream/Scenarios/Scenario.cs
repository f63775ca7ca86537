namespace Switchyard.MockUpstream.Scenarios;

/// <summary>What to answer, how fast, and what goes wrong. What is null comes from the server's default scenario.</summary>
public sealed record Scenario
{
    /// <summary>Gets the time from the request to the headers.</summary>
    public TimeSpan? Latency { get; init; }

    /// <summary>Gets the time from the headers of a stream to its first token.</summary>
    public TimeSpan? FirstToken { get; init; }

    /// <summary>Gets the tokens a second after the first; 0 is as fast as the connection takes them.</summary>
    public double? Rate { get; init; }

    /// <summary>Gets how many tokens are written at once; 0 is all of them.</summary>
    public int? Burst { get; init; }

    /// <summary>Gets how many words a text without a script has.</summary>
    public int? Tokens { get; init; }

    /// <summary>Gets the text, cut into pieces at spaces.</summary>
    public string? Text { get; init; }

    /// <summary>Gets the text as the pieces it is streamed in; goes before <see cref="Text"/>.</summary>
    public IReadOnlyList<string>? Pieces { get; init; }

    /// <summary>Gets the reasoning before the text; null shows some when the request asks for it.</summary>
    public string? Reasoning { get; init; }

    /// <summary>Gets the tools to call, whether the request offers them or not.</summary>
    public IReadOnlyList<ScriptedToolCall>? ToolCalls { get; init; }

    /// <summary>Gets how many of the offered tools are called, with arguments made from their schemas.</summary>
    public int? CallTools { get; init; }

    /// <summary>Gets why the answer ends; null says what is so.</summary>
    public Finish? Finish { get; init; }

    /// <summary>Gets the usage to report.</summary>
    public ScriptedUsage? Usage { get; init; }

    /// <summary>Gets the model the answer names; null is the one asked for.</summary>
    public string? Model { get; init; }

    /// <summary>Gets what goes wrong; null comes from the default scenario.</summary>
    public IReadOnlyList<Fault>? Faults { get; init; }

    /// <summary>Reads a name such as <c>cut-after-40+rate-100</c>; the grammar is in the library's README.</summary>
    /// <exception cref="ScenarioException">A part is unknown or lacks a number.</exception>
    public static Scenario Parse(string names) => ScenarioNames.Parse(names);

    /// <summary>Makes a scenario that only goes wrong.</summary>
    public static Scenario Of(params Fault[] faults) => new() { Faults = faults };

    /// <summary>Fills what this leaves open from <paramref name="other"/>.</summary>
    public Scenario Over(Scenario other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Fill(other);
    }

    /// <summary>Adds <paramref name="other"/>: its settings win, and the faults of both happen.</summary>
    internal Scenario And(Scenario other) => other.Over(this) with
    {
        Faults = Faults is null || other.Faults is null ? Faults ?? other.Faults : [.. Faults, .. other.Faults],
    };

    private Scenario Fill(Scenario other) => new()
    {
        Latency = Latency ?? other.Latency,
        FirstToken = FirstToken ?? other.FirstToken,
        Rate = Rate ?? other.Rate,
        Burst = Burst ?? other.Burst,
        Tokens = Tokens ?? other.Tokens,
        Text = Text ?? other.Text,
        Pieces = Pieces ?? (Text is null ? other.Pieces : null),
        Reasoning = Reasoning ?? other.Reasoning,
        ToolCalls = ToolCalls ?? other.ToolCalls,
        CallTools = CallTools ?? other.CallTools,
        Finish = Finish ?? other.Finish,
        Usage = Usage ?? other.Usage,
        Model = Model ?? other.Model,
        Faults = Faults ?? other.Faults,
    };
}
