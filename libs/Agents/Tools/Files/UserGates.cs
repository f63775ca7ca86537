namespace Switchyard.Agents.Tools.Files;

/// <summary>Lets one change at a time through for each user, so that two cannot pass the quota together and nobody waits for another's disk. A gate lasts as long as somebody is at it.</summary>
internal sealed class UserGates
{
    private readonly Dictionary<string, Gate> _gates = new(StringComparer.Ordinal);

    /// <summary>Gets for how many users somebody is at work or waits.</summary>
    public int Count
    {
        get
        {
            lock (_gates)
            {
                return _gates.Count;
            }
        }
    }

    /// <summary>Does something once nobody else does anything for the user.</summary>
    public async Task<T> PassAsync<T>(string user, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        var gate = Enter(user);
        try
        {
            await gate.Turn.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                return await work().ConfigureAwait(false);
            }
            finally
            {
                gate.Turn.Release();
            }
        }
        finally
        {
            Leave(user, gate);
        }
    }

    private Gate Enter(string user)
    {
        lock (_gates)
        {
            if (!_gates.TryGetValue(user, out var gate))
            {
                gate = _gates[user] = new Gate();
            }

            gate.People++;
            return gate;
        }
    }

    private void Leave(string user, Gate gate)
    {
        lock (_gates)
        {
            if (--gate.People == 0)
            {
                _gates.Remove(user);
                gate.Dispose();
            }
        }
    }

    private sealed class Gate : IDisposable
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public int People { get; set; }

        public void Dispose() => Turn.Dispose();
    }
}
