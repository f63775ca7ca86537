namespace Switchyard.Inference.Scheduling;

/// <summary>Why a generation ended.</summary>
public enum FinishReason
{
    /// <summary>The model ended its text, or a stop string was met.</summary>
    Stop,

    /// <summary>The most tokens were generated.</summary>
    Length,

    /// <summary>The caller cancelled.</summary>
    Cancelled,
}
