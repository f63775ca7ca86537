namespace Switchyard.InferenceNode.Tests.Telemetry;

/// <summary>Meters and activity listeners see the whole process, so these tests run while no other node does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessWideTests
{
    public const string Name = "Process-wide";
}
