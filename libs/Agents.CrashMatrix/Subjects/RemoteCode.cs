using Switchyard.Agents.CrashMatrix.Hosts;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Reasoning.Code;

namespace Switchyard.Agents.CrashMatrix.Subjects;

/// <summary>Runs code of one line that has the other side do something. Code gets no key; what it does is named by the run and by what it is.</summary>
internal sealed class RemoteCode(Remote remote) : ICodeRunner
{
    private const string Start = "do_remotely(\"";
    private const string End = "\")";

    public EffectClass Effect => remote.Class;

    /// <summary>The code that does something.</summary>
    public static string CodeFor(string what) => Start + what + End;

    /// <summary>The name under which the other side knows something of a run.</summary>
    public static string KeyOf(Guid runId, string what) => $"{runId:N}-{what}";

    // No piece of code needs what an earlier one defined.
    public bool HasState(Guid runId) => true;

    public async Task<CodeRunResult> RunAsync(Guid runId, string code, CancellationToken cancellationToken = default)
    {
        var what = code[Start.Length..^End.Length];
        return new CodeRunResult { Output = await remote.DoAsync(KeyOf(runId, what), what).ConfigureAwait(false) };
    }

    public ValueTask EndAsync(Guid runId) => ValueTask.CompletedTask;
}
