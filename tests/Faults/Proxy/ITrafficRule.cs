namespace Switchyard.Faults.Proxy;

/// <summary>What happens to bytes that go one way.</summary>
/// <remarks>One rule serves all connections of a proxy at the same time.</remarks>
internal interface ITrafficRule
{
    /// <summary>Writes what is to go on.</summary>
    /// <param name="bytes">What came.</param>
    /// <param name="to">Where it goes.</param>
    /// <param name="replaced">Ends when other rules apply.</param>
    /// <param name="cancellationToken">Ends with the connection.</param>
    ValueTask<Passage> PassAsync(ReadOnlyMemory<byte> bytes, Stream to, Task replaced, CancellationToken cancellationToken);
}
