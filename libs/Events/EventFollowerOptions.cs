namespace Switchyard.Events;

/// <summary>What is done for readers far away.</summary>
public sealed record EventFollowerOptions
{
    /// <summary>Gets how many events may wait for one reader; when there are more its stream ends. 8 bytes for each are taken at once. Default: 1,024.</summary>
    public int Capacity { get; init; } = 1_024;

    /// <summary>Gets after which silence a reader is told that the stream goes on. Default: 15 seconds.</summary>
    public TimeSpan IdleInterval { get; init; } = TimeSpan.FromSeconds(15);
}
