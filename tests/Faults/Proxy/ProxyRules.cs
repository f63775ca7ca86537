namespace Switchyard.Faults.Proxy;

/// <summary>What a proxy does with its connections, until other rules replace these.</summary>
internal sealed class ProxyRules
{
    private readonly TaskCompletionSource _replaced = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Gets what happens to what clients say.</summary>
    public ITrafficRule Requests { get; init; } = PassRule.Instance;

    /// <summary>Gets what happens to what the server says.</summary>
    public ITrafficRule Replies { get; init; } = PassRule.Instance;

    /// <summary>Gets whether new connections are refused.</summary>
    public bool Refuses { get; init; }

    /// <summary>Gets what ends when other rules apply.</summary>
    public Task Replaced => _replaced.Task;

    /// <summary>Says that other rules apply.</summary>
    public void Replace() => _replaced.TrySetResult();
}
