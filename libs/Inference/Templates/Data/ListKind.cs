namespace Switchyard.Inference.Templates.Data;

/// <summary>What Python would call a sequence; it decides how it is written, compared and indexed.</summary>
internal enum ListKind
{
    List,
    Tuple,
    Range,

    /// <summary>The keys, values or items of a mapping: counted and iterated, not indexed.</summary>
    View,

    /// <summary>What a lazy filter gives: iterated once, always true, without a length.</summary>
    Iterator,
}
