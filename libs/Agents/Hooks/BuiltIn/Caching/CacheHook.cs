using Microsoft.Extensions.AI;
using Switchyard.Agents.Hooks.Contexts;

namespace Switchyard.Agents.Hooks.BuiltIn.Caching;

/// <summary>
/// Gives a model's earlier answer where the same user asks the same model the same at temperature 0. An answer from the cache has no usage, for it used none.
/// </summary>
/// <param name="options">What is kept.</param>
/// <param name="time">The clock.</param>
public sealed class CacheHook(CacheHookOptions options, TimeProvider time) : IHook
{
    private readonly AnswerCache _answers = new(options, time);

    /// <inheritdoc/>
    public string Name => "cache";

    /// <inheritdoc/>
    public int Priority => HookPriorities.Cache;

    /// <inheritdoc/>
    public IReadOnlyList<HookPoint> Points { get; } = [HookPoint.ModelCalling, HookPoint.ModelCalled];

    /// <inheritdoc/>
    public bool Matches(HookContext context) => context is ModelHookContext { Options.Temperature: 0 };

    /// <inheritdoc/>
    public ValueTask<HookResult> InvokeAsync(HookContext context, CancellationToken cancellationToken)
    {
        if (context is ModelHookContext call)
        {
            if (call.Point == HookPoint.ModelCalling)
            {
                return new(Find(call));
            }

            Keep(call);
        }

        return new(HookResult.Continue);
    }

    private HookResult Find(ModelHookContext call)
    {
        if (ModelCallKey.TryCreate(call) is not { } key)
        {
            return HookResult.Continue;
        }

        if (_answers.Find(key) is { } answer)
        {
            call.Response = Copy(answer);
            return HookResult.Replace;
        }

        call.Items[this] = key;
        return HookResult.Continue;
    }

    private void Keep(ModelHookContext call)
    {
        // What was cut off or refused is not what the model would say again.
        var isWhole = call is { Error: null, Duration: not null, Response: { } response } && (response.FinishReason is not { } reason || reason == ChatFinishReason.Stop || reason == ChatFinishReason.ToolCalls);
        if (isWhole && call.Items.TryGetValue(this, out var key))
        {
            _answers.Keep((string)key, Copy(call.Response!));
        }
    }

    // Answers can be changed by whoever holds them; the cache's own is held by nobody else.
    private static ChatResponse Copy(ChatResponse answer) => new([.. answer.Messages.Select(Copy)])
    {
        ResponseId = answer.ResponseId,
        ModelId = answer.ModelId,
        CreatedAt = answer.CreatedAt,
        FinishReason = answer.FinishReason,
    };

    private static ChatMessage Copy(ChatMessage message)
    {
        var copy = message.Clone();
        copy.Contents = [.. message.Contents.Where(content => content is not UsageContent)];
        return copy;
    }
}
