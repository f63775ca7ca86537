namespace Switchyard.Queue.Tests.Stores;

/// <summary>A clock that goes as the system's does, and is set forward by tests.</summary>
public sealed class ShiftedTimeProvider : TimeProvider
{
    public TimeSpan Shift { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;
}
