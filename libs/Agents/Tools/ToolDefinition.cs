using System.Text.Json;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Tools.Caching;

namespace Switchyard.Agents.Tools;

/// <summary>What a tool is called, what it is for and what it takes.</summary>
public sealed record ToolDefinition
{
    private readonly Lazy<JsonElement> _schema;

    /// <summary>Initializes a new instance of the <see cref="ToolDefinition"/> class.</summary>
    public ToolDefinition() => _schema = new Lazy<JsonElement>(() => ToolSchema.Create(Parameters));

    /// <summary>Gets the name: lower-case letters, digits and underscores.</summary>
    public required string Name { get; init; }

    /// <summary>Gets one sentence that says what it does, for the model to read.</summary>
    public required string Description { get; init; }

    /// <summary>Gets when to choose it; used to select tools, not shown to the model.</summary>
    public required string WhenToUse { get; init; }

    /// <summary>Gets the parameters in the order the model sees them.</summary>
    public IReadOnlyList<ToolParameter> Parameters { get; init; } = [];

    /// <summary>Gets words by which it is found.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Gets inputs it is right for; used to select tools.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>Gets the category, one of <see cref="ToolCategories"/> or a plugin's own.</summary>
    public required string Category { get; init; }

    /// <summary>Gets what may be done about a call of which nobody knows whether it happened. Default: it changes nothing outside.</summary>
    public EffectClass Effect { get; init; } = EffectClass.Pure;

    /// <summary>Gets how many calls of it may be under way at once in this process. Default: 16.</summary>
    public int MaxConcurrency { get; init; } = 16;

    /// <summary>Gets the longest time one call may take. Default: 10 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets how many times a call is made at most where the tool breaks or says that the failure may pass: under the same key, never where its effect is unsafe, and after asking where it asks its other side. Default: 1.</summary>
    public int MaxAttempts { get; init; } = 1;

    /// <summary>Gets how long to wait before a call is made again; twice as long before each further time, at most 30 seconds. Default: 0.2 seconds.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Gets the version, to be changed when the tool answers the same arguments otherwise. Default: 1.</summary>
    public string Version { get; init; } = "1";

    /// <summary>Gets which of its results are given again, which only a pure tool's can be; <see langword="null"/>, the default, for none.</summary>
    public ToolCaching? Caching { get; init; }

    /// <summary>Gets the parameters as a JSON Schema object.</summary>
    public JsonElement JsonSchema => _schema.Value;
}
