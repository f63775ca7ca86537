using Switchyard.Agents.Hooks.Contexts;

namespace Switchyard.Agents.Hooks.BuiltIn;

/// <summary>
/// Gives an answer where an agent failed for good, like an apology or what another model says. The run then ends as one that succeeded; its state and result say with
/// <see cref="AgentResult.Recovered"/> what had failed.
/// </summary>
/// <param name="recover">Makes the answer; <see langword="null"/> leaves the failure as it is.</param>
public sealed class RecoveryHook(Func<ErrorHookContext, CancellationToken, ValueTask<string?>> recover) : IHook
{
    /// <inheritdoc/>
    public string Name => "recovery";

    /// <inheritdoc/>
    public int Priority => HookPriorities.Recovery;

    /// <inheritdoc/>
    public IReadOnlyList<HookPoint> Points { get; } = [HookPoint.Failed];

    /// <inheritdoc/>
    public async ValueTask<HookResult> InvokeAsync(HookContext context, CancellationToken cancellationToken)
    {
        if (context is not ErrorHookContext error || await recover(error, cancellationToken).ConfigureAwait(false) is not { } answer)
        {
            return HookResult.Continue;
        }

        cancellationToken.ThrowIfCancellationRequested();
        error.Answer = answer;
        return HookResult.Replace;
    }
}
