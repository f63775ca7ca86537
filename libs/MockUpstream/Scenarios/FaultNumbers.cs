namespace Switchyard.MockUpstream.Scenarios;

/// <summary>The numbers a fault may have.</summary>
[Flags]
internal enum FaultNumbers
{
    None = 0,
    After = 1,
    Bytes = 2,
    Time = 4,
    Status = 8,
}
