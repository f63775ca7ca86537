namespace Switchyard.Faults.Checking;

/// <summary>Looks for what breaks one promise.</summary>
internal interface ICheck
{
    IEnumerable<Violation> Find(Evidence evidence);
}
