namespace Switchyard.Cli.Doctor;

/// <summary>How a check went.</summary>
internal enum CheckOutcome
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>The system runs, something else does not.</summary>
    Warning,

    /// <summary>The system cannot start.</summary>
    Bad,
}
