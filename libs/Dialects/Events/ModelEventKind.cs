namespace Switchyard.Dialects.Events;

/// <summary>What happened in a streamed answer.</summary>
public enum ModelEventKind
{
    /// <summary>The answer began; it has an id and a model, where the upstream gives them. Usage may be known in part.</summary>
    Started,

    /// <summary>A part began; a tool call has an id and a name.</summary>
    PartStarted,

    /// <summary>More of the part's text, or of a tool call's arguments.</summary>
    Delta,

    /// <summary>The signature of the reasoning part, or what a redacted one hides.</summary>
    Signature,

    /// <summary>The part is complete.</summary>
    PartEnded,

    /// <summary>The answer is complete; the reason and the usage are known.</summary>
    Finished,

    /// <summary>The answer broke off.</summary>
    Failed,
}
