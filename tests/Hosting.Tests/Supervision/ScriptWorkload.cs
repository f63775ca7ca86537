using Switchyard.Hosting.Processes;
using Switchyard.Hosting.Supervision;

namespace Switchyard.Hosting.Tests.Supervision;

/// <summary>A shell script as a workload; what it is asked and answers is up to the test.</summary>
internal sealed class ScriptWorkload(string name, string script) : IWorkload
{
    public string Name { get; } = name;

    public string Kind => "project";

    public string? Url => null;

    public IReadOnlyList<int> Ports { get; init; } = [];

    public string? DataPath => null;

    public Func<ProbeResult> OnProbe { get; set; } = () => ProbeResult.Ready("ok");

    public Action OnPrepare { get; set; } = () => { };

    public Action OnCheck { get; set; } = () => { };

    public bool IsWarning(string line)
    {
        return false;
    }

    public void Check()
    {
        OnCheck();
    }

    public Task<ChildProcessConfig> PrepareAsync(CancellationToken cancellationToken)
    {
        OnPrepare();
        return Task.FromResult(new ChildProcessConfig { FileName = "/bin/sh", Arguments = ["-c", script], WorkingDirectory = "/" });
    }

    public Task<ProbeResult> ProbeAsync(CancellationToken cancellationToken)
    {
        return Task.FromResult(OnProbe());
    }

    public Task CompleteStartAsync(CancellationToken cancellationToken)
    {
        return Task.CompletedTask;
    }
}
