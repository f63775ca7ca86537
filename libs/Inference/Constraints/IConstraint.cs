namespace Switchyard.Inference.Constraints;

/// <summary>What a generation's text may be: a grammar compiled for one model's vocabulary.</summary>
/// <remarks>Immutable and safe for concurrent use; compile once and start it for each generation.</remarks>
public interface IConstraint
{
    /// <summary>Starts a generation's text.</summary>
    IConstraintState Start();
}
