namespace Switchyard.Router.PassThrough;

/// <summary>What is read of a request to speak a text; the rest is the upstream's to judge.</summary>
internal sealed record SpeechBody
{
    /// <summary>Gets the model string.</summary>
    public string? Model { get; init; }

    /// <summary>Gets the text to speak.</summary>
    public string? Input { get; init; }
}
