namespace Switchyard.Inference.Embeddings;

/// <summary>How the vectors of an input's tokens become one.</summary>
internal enum PoolingMode
{
    /// <summary>The mean of all tokens.</summary>
    Mean,

    /// <summary>The first token's, which BERT trains for it.</summary>
    Cls,

    /// <summary>The last token's, the only one that has seen all others in a decoder.</summary>
    Last,
}
