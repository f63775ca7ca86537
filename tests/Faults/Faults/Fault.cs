using Switchyard.Faults.Processes;

namespace Switchyard.Faults.Faults;

/// <summary>Something that goes wrong, and is put right again.</summary>
/// <param name="name">Its number in the reference's matrix, and what it is.</param>
internal abstract class Fault(string name)
{
    /// <summary>Gets its number and name.</summary>
    public string Name => name;

    /// <summary>Gets whether it is only more or other work, and breaks nothing.</summary>
    public virtual bool IsLoad => false;

    /// <summary>Says why it cannot be injected here; <see langword="null"/> where it can.</summary>
    public virtual string? WhyNot(FaultSystem system) => null;

    /// <summary>Injects it, holds it, and heals it, also where it is cancelled meanwhile.</summary>
    public abstract Task RunAsync(FaultScene scene);
}
