namespace Switchyard.Dialects.Events;

/// <summary>What a part of a streamed answer is.</summary>
public enum PartKind
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>The explanation why the model will not answer.</summary>
    Refusal,

    /// <summary>Thoughts.</summary>
    Reasoning,

    /// <summary>Thoughts that are hidden: only a signature comes.</summary>
    RedactedReasoning,

    /// <summary>A tool call.</summary>
    ToolCall,
}
