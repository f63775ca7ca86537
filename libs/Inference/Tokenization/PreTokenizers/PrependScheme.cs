namespace Switchyard.Inference.Tokenization.PreTokenizers;

/// <summary>Which pieces get the mark of a space that is not in the text.</summary>
internal enum PrependScheme
{
    /// <summary>All.</summary>
    Always,

    /// <summary>The one that begins the text.</summary>
    First,

    /// <summary>None.</summary>
    Never,
}
