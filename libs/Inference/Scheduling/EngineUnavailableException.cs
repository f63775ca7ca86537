namespace Switchyard.Inference.Scheduling;

/// <summary>A generation ended because the engine stopped, failed or had too much to do (<see cref="EngineBusyException"/>), not because of the request.</summary>
public class EngineUnavailableException : Exception
{
    /// <summary>Creates the exception.</summary>
    public EngineUnavailableException()
    {
    }

    /// <summary>Creates the exception with the reason.</summary>
    public EngineUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with the reason and the cause.</summary>
    public EngineUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
