namespace Switchyard.Agents.Pooling;

/// <summary>How an <see cref="InstanceShelf{T}"/> keeps its instances.</summary>
internal sealed record ShelfOptions<T>
    where T : class
{
    /// <summary>Gets what makes an instance.</summary>
    public required Func<CancellationToken, Task<T>> CreateAsync { get; init; }

    /// <summary>Gets what says whether an instance can work; asked before it is taken.</summary>
    public required Func<T, CancellationToken, Task<bool>> IsHealthyAsync { get; init; }

    /// <summary>Gets how many are kept when there is nothing to do.</summary>
    public required int Min { get; init; }

    /// <summary>Gets how many there are at most.</summary>
    public required int Max { get; init; }

    /// <summary>Gets how long one beyond <see cref="Min"/> may have nothing to do before it is retired.</summary>
    public required TimeSpan IdleTime { get; init; }
}
