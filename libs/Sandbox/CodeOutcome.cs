namespace Switchyard.Sandbox;

/// <summary>How a step ended.</summary>
public enum CodeOutcome
{
    /// <summary>The code ran to its end.</summary>
    Ok,

    /// <summary>The code raised an exception, could not be compiled, or left with a status other than 0.</summary>
    Exception,

    /// <summary>The code asked for more memory than it may have.</summary>
    OutOfMemory,

    /// <summary>The code took too long and was ended.</summary>
    TimedOut,

    /// <summary>The code used up the processor time of its session and was ended.</summary>
    OutOfProcessorTime,

    /// <summary>The code wrote too much and was ended.</summary>
    OutputLimit,

    /// <summary>The process ended without an answer: the code ended it, it crashed, or somebody else did.</summary>
    Killed,

    /// <summary>The code was not run: it is too long, or not text.</summary>
    Rejected,
}
