namespace Switchyard.Dialects.Requests;

/// <summary>Whether the model may call functions.</summary>
public enum ToolChoiceKind
{
    /// <summary>As it sees fit.</summary>
    Auto,

    /// <summary>It must not.</summary>
    None,

    /// <summary>It must call at least one.</summary>
    Required,

    /// <summary>It must call the one named.</summary>
    Function,
}
