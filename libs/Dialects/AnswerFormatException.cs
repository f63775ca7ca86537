namespace Switchyard.Dialects;

/// <summary>An upstream's answer does not follow its dialect.</summary>
public sealed class AnswerFormatException : Exception
{
    /// <summary>Initializes an exception without a text.</summary>
    public AnswerFormatException()
        : this("The upstream's answer does not follow its dialect.")
    {
    }

    /// <summary>Initializes an exception.</summary>
    /// <param name="message">A sentence that says where the answer is wrong; it quotes nothing of it.</param>
    public AnswerFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Initializes an exception.</summary>
    /// <param name="message">A sentence that says where the answer is wrong; it quotes nothing of it.</param>
    /// <param name="innerException">What led to it.</param>
    public AnswerFormatException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Gets whether what came is no JSON at all, so that a stream can go on without it.</summary>
    public bool IsMalformed { get; init; }
}
