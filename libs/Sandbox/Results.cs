using System.Text;
using Switchyard.Sandbox.Protocol;

namespace Switchyard.Sandbox;

/// <summary>Makes results of what came back.</summary>
internal static class Results
{
    private const int KilledStatus = 137;
    private const string StateLost = "Its variables and files are lost.";

    /// <summary>Returns null for an answer that the driver does not give.</summary>
    public static CodeResult? Of(StepAnswer answer, StepExchange exchange, TimeSpan duration)
    {
        CodeOutcome? outcome = answer.Outcome switch { "ok" => CodeOutcome.Ok, "exception" => CodeOutcome.Exception, "memory" => CodeOutcome.OutOfMemory, _ => null };
        return outcome is not { } known ? null : Create(known, answer.ExitCode, exchange, duration) with
        {
            Value = Text(answer.Value),
            Error = Text(answer.Error),
            Artefacts = [.. (answer.Artefacts ?? []).OfType<StepArtefact>().Select(static artefact => new CodeArtefact(Text(artefact.Name) ?? "", artefact.Size, artefact.Content is null ? default(ReadOnlyMemory<byte>?) : artefact.Content))],
            ArtefactsLeftOut = answer.ArtefactsLeftOut,
        };
    }

    public static CodeResult OverLimit(StepExchange exchange, TimeSpan duration, SandboxOptions options)
    {
        return Ended(CodeOutcome.OutputLimit, KilledStatus, exchange, duration, $"The code wrote more than {options.OutputHardLimitBytes} bytes and was ended.");
    }

    public static CodeResult TimedOut(StepExchange exchange, TimeSpan duration, SandboxOptions options)
    {
        return Ended(CodeOutcome.TimedOut, KilledStatus, exchange, duration, $"The code ran longer than {options.TimeLimit.TotalSeconds:0.###} s and was ended.");
    }

    public static CodeResult Killed(StepExchange exchange, TimeSpan duration, int? status)
    {
        var known = status ?? KilledStatus;
        var why = known > 128 ? $"by signal {known - 128}: a limit for processor time or memory, a crash, or the code itself" : $"with status {known}, without an answer";
        return Ended(CodeOutcome.Killed, known, exchange, duration, $"Python was ended {why}.");
    }

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
