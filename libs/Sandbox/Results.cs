using System.Text;
using Switchyard.Sandbox.Processes;
using Switchyard.Sandbox.Protocol;

namespace Switchyard.Sandbox;

/// <summary>Makes results of what came back.</summary>
/// <param name="options">The limits.</param>
internal sealed class Results(SandboxOptions options)
{
    private const int KilledStatus = 137;
    private const string StateLost = "Its variables and files are lost.";

    /// <summary>Returns null for an answer that the driver does not give.</summary>
    public CodeResult? Of(StepAnswer answer, StepExchange exchange, TimeSpan duration)
    {
        CodeOutcome? outcome = answer.Outcome switch { "ok" => CodeOutcome.Ok, "exception" => CodeOutcome.Exception, "memory" => CodeOutcome.OutOfMemory, _ => null };
        var limit = Limits.Read(answer.Limit);
        return outcome is not { } known ? null : Create(known, answer.ExitCode, exchange, duration) with
        {
            Value = Text(answer.Value),
            Error = limit is { } reached && answer.Error is not null ? $"{Text(answer.Error)!.TrimEnd()}\n{Limits.Describe(reached, options)}" : Text(answer.Error),
            Limit = limit,
            Artefacts = [.. (answer.Artefacts ?? []).OfType<StepArtefact>().Select(static artefact => new CodeArtefact(Text(artefact.Name) ?? "", artefact.Size, artefact.Content is null ? default(ReadOnlyMemory<byte>?) : artefact.Content))],
            ArtefactsLeftOut = answer.ArtefactsLeftOut,
        };
    }

    public CodeResult AtLimit(CodeLimit limit, StepExchange exchange, TimeSpan duration)
    {
        var outcome = limit switch { CodeLimit.Output => CodeOutcome.OutputLimit, CodeLimit.ProcessorTime => CodeOutcome.OutOfProcessorTime, _ => CodeOutcome.TimedOut };
        return Ended(outcome, KilledStatus, exchange, duration, Limits.Describe(limit, options)) with { Limit = limit };
    }

    public static CodeResult Killed(StepExchange exchange, TimeSpan duration, ProcessEnd end) =>
        Ended(CodeOutcome.Killed, end.Status ?? KilledStatus, exchange, duration, (end with { WasMute = end.WasMute || exchange.Answer is not null }).Describe());

    public CodeResult Rejected() => new()
    {
        Outcome = CodeOutcome.Rejected,
        ExitCode = 1,
        Duration = TimeSpan.Zero,
        Error = Limits.Describe(CodeLimit.Code, options),
        Limit = CodeLimit.Code,
    };

    private static CodeResult Ended(CodeOutcome outcome, int status, StepExchange exchange, TimeSpan duration, string error)
    {
        return Create(outcome, status, exchange, duration) with { Error = $"{error} {StateLost}", IsStateLost = true };
    }

    private static CodeResult Create(CodeOutcome outcome, int status, StepExchange exchange, TimeSpan duration) => new()
    {
        Outcome = outcome,
        ExitCode = status,
        Stdout = exchange.Stdout.ToString(),
        Stderr = exchange.Stderr.ToString(),
        IsTruncated = exchange.IsTruncated,
        Duration = duration,
    };

    private static string? Text(byte[]? utf8) => utf8 is null ? null : Encoding.UTF8.GetString(utf8);
}
