using System.Security.Cryptography;
using System.Text;
using Switchyard.Agents.Hooks.Contexts;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Hooks.BuiltIn.Auditing;

/// <summary>Writes down who did what: runs, tool calls, what people decided, what was remembered, and what went wrong.</summary>
/// <param name="write">Keeps a record. It has the time budget of a hook; what takes longer puts it into a queue.</param>
/// <param name="time">The clock.</param>
public sealed class AuditHook(Func<AuditRecord, CancellationToken, ValueTask> write, TimeProvider time) : IHook
{
    /// <inheritdoc/>
    public string Name => "audit";

    /// <inheritdoc/>
    public int Priority => HookPriorities.Observation;

    /// <inheritdoc/>
    public IReadOnlyList<HookPoint> Points { get; } =
    [
        HookPoint.RunStarting, HookPoint.RunEnded, HookPoint.ToolCalled, HookPoint.ApprovalAsked, HookPoint.ApprovalAnswered, HookPoint.QuestionAnswered,
        HookPoint.MemoryWriting, HookPoint.HandoffStarting, HookPoint.SubagentStarting, HookPoint.BudgetExceeded, HookPoint.Failed,
    ];

    /// <inheritdoc/>
    public bool OnlyObserves => true;

    /// <inheritdoc/>
    public async ValueTask<HookResult> InvokeAsync(HookContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (subject, outcome, digested) = Describe(context);
        var digest = digested.Length == 0 ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(digested)));
        await write(new AuditRecord(time.GetUtcNow(), context.Point, context.RunId, context.Agent, context.User, subject, outcome, digest), cancellationToken).ConfigureAwait(false);
        return HookResult.Continue;
    }

    private static (string Subject, string Outcome, string Digested) Describe(HookContext context) => context switch
    {
        RunHookContext run => ("", OutcomeOf(run.Result), run.Input),
        ToolHookContext call => (call.Tool.Name, call.Result is { } result ? OutcomeOf(result.IsSuccess) : "", call.Arguments.GetRawText()),
        QuestionHookContext question => (question.Tool ?? "", OutcomeOf(question), question.Arguments?.GetRawText() ?? question.Text),
        MemoryHookContext memory => (memory.Key, "", memory.Value ?? ""),
        AgentCallHookContext call => (call.Target, "", call.Input),
        BudgetHookContext budget => (budget.Limit, "failed", ""),
        ErrorHookContext error => (error.Operation, "failed", error.Error),
        _ => ("", "", ""),
    };

    private static string OutcomeOf(AgentResult? result) => result is null ? "" : result.Status == RunStatus.Cancelled ? "cancelled" : OutcomeOf(result.IsSuccess);

    private static string OutcomeOf(bool isSuccess) => isSuccess ? "ok" : "failed";

    // A free answer is content; one of the choices is a decision.
    private static string OutcomeOf(QuestionHookContext question) => question.Answer is not { } answer ? ""
        : (question.Choices.Contains(answer) ? answer : "ok") + (question.AnsweredBy == AnswerOrigin.Expiry ? " (expired)" : "");
}
