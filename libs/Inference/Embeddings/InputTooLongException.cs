namespace Switchyard.Inference.Embeddings;

/// <summary>An input has more tokens than the model takes.</summary>
public sealed class InputTooLongException : Exception
{
    /// <summary>Creates the exception.</summary>
    public InputTooLongException()
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    public InputTooLongException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and a cause.</summary>
    public InputTooLongException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception for one input.</summary>
    public InputTooLongException(int index, int tokens, int limit)
        : base($"The input {index} has {tokens} tokens; the model takes {limit}.") => (Index, Tokens, Limit) = (index, tokens, limit);

    /// <summary>Gets which input it is, counted from 0.</summary>
    public int Index { get; }

    /// <summary>Gets its length in tokens.</summary>
    public int Tokens { get; }

    /// <summary>Gets the most tokens the model takes.</summary>
    public int Limit { get; }
}
