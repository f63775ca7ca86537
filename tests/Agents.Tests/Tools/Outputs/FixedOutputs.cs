using Switchyard.Agents.Tools.Outputs;

namespace Switchyard.Agents.Tests.Tools.Outputs;

/// <summary>Keeps one output.</summary>
internal sealed class FixedOutputs(string handle, string output) : IKeptOutputs
{
    public Task<string?> FindAsync(string asked, CancellationToken cancellationToken = default) => Task.FromResult(asked == handle ? output : null);
}
