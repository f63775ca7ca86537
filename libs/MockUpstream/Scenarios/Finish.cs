namespace Switchyard.MockUpstream.Scenarios;

/// <summary>Why an answer ends; each dialect has its own word for it.</summary>
public enum Finish
{
    /// <summary>It is complete.</summary>
    Stop,

    /// <summary>The limit of tokens is reached.</summary>
    Length,

    /// <summary>The caller is to run tools.</summary>
    ToolCalls,

    /// <summary>A filter stopped it.</summary>
    Filter,
}
