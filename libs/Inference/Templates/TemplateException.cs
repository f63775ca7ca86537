namespace Switchyard.Inference.Templates;

/// <summary>A chat template is broken, uses something that is not served, or refused the conversation (raise_exception).</summary>
public sealed class TemplateException : Exception
{
    /// <summary>Creates the exception.</summary>
    public TemplateException()
    {
    }

    /// <summary>Creates the exception with what is wrong.</summary>
    public TemplateException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with what is wrong and the cause.</summary>
    public TemplateException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Gets whether the template itself refused the conversation, which is the caller's to mend.</summary>
    public bool IsRefusal { get; init; }
}
