namespace Switchyard.Agents.Tools.Progress;

/// <summary>How far a call has come.</summary>
/// <param name="Text">What it is doing, in a few words.</param>
public sealed record ToolProgress(string Text)
{
    /// <summary>Gets how much is done, from 0 to 1; <see langword="null"/> where that is not known.</summary>
    public double? Share { get; init; }
}
