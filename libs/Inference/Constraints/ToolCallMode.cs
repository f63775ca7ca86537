namespace Switchyard.Inference.Constraints;

/// <summary>Whether tools must be called.</summary>
public enum ToolCallMode
{
    /// <summary>The text is calls and nothing else.</summary>
    Required,

    /// <summary>Any text, after which calls may follow; what looks like the beginning of a call is one.</summary>
    Auto,
}
