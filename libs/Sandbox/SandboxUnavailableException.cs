namespace Switchyard.Sandbox;

/// <summary>Code cannot be run here as the options ask; the message says what to install or to allow.</summary>
public sealed class SandboxUnavailableException : Exception
{
    /// <summary>Initializes a new instance of the <see cref="SandboxUnavailableException"/> class.</summary>
    public SandboxUnavailableException()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="SandboxUnavailableException"/> class.</summary>
    /// <param name="message">What to install or to allow.</param>
    public SandboxUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="SandboxUnavailableException"/> class.</summary>
    /// <param name="message">What to install or to allow.</param>
    /// <param name="innerException">What went wrong.</param>
    public SandboxUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
