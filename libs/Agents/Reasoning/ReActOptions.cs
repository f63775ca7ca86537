namespace Switchyard.Agents.Reasoning;

/// <summary>How a <see cref="ReActAgent"/> works.</summary>
public sealed record ReActOptions
{
    /// <summary>Gets how many times the model may be asked. Default: 20.</summary>
    public int MaxIterations { get; init; } = 20;

    /// <summary>Gets at which occurrence of the very same call the agent stops instead of calling. Default: 3.</summary>
    public int MaxIdenticalCalls { get; init; } = 3;

    /// <summary>Gets the longest tool output the model is shown, in characters. Default: 8,000.</summary>
    public int MaxToolOutputLength { get; init; } = 8_000;

    /// <summary>Gets the sampling temperature. Default: 0, so that the same question gives the same steps.</summary>
    public float Temperature { get; init; }
}
