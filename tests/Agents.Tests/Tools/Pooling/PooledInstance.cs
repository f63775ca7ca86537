using Switchyard.Agents.Tools;

namespace Switchyard.Agents.Tests.Tools.Pooling;

/// <summary>An instance of a pool, which does what the test says.</summary>
internal sealed class PooledInstance(int number, Func<PooledInstance, CancellationToken, Task> work) : ITool, IDisposable
{
    public ToolDefinition Definition => throw new NotSupportedException("The pool's definition counts.");

    public int Number => number;

    public bool IsHealthy { get; set; } = true;

    public bool IsDisposed { get; private set; }

    public async ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken = default)
    {
        await work(this, cancellationToken);
        return ToolResult.Success($"instance {number}");
    }

    public void Dispose() => IsDisposed = true;
}
