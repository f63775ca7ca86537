namespace Switchyard.Agents.Tools.Outputs;

/// <summary>What is kept of an output that is too long to be shown whole.</summary>
/// <param name="Handle">What it is found by.</param>
/// <param name="Text">Its beginning, or all of it.</param>
internal sealed record KeptOutput(string Handle, string Text)
{
    /// <param name="handle">What it is found by.</param>
    /// <param name="output">The output.</param>
    /// <param name="maxLength">How much of it is kept.</param>
    public static KeptOutput Of(string handle, string output, int maxLength)
    {
        var length = Math.Min(output.Length, maxLength);
        return new KeptOutput(handle, output[..(length < output.Length && length > 0 && char.IsHighSurrogate(output[length - 1]) ? length - 1 : length)]);
    }
}
