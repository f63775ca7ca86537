namespace Switchyard.MockUpstream.Scenarios;

/// <summary>A scenario that cannot be understood; the message says which part and what would be.</summary>
public sealed class ScenarioException : Exception
{
    /// <summary>Initializes a new instance of the <see cref="ScenarioException"/> class.</summary>
    public ScenarioException()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="ScenarioException"/> class.</summary>
    public ScenarioException(string message)
        : base(message)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="ScenarioException"/> class.</summary>
    public ScenarioException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
