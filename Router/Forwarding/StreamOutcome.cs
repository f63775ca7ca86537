namespace Switchyard.Router.Forwarding;

/// <summary>How a stream ended, for the attempt that started it.</summary>
internal sealed class StreamOutcome
{
    /// <summary>Gets or sets whether the stream was ended with an error event.</summary>
    public bool IsInterrupted { get; set; }
}
