using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Tools.Json;

namespace Switchyard.Agents.Tools.Web;

/// <summary>Posts JSON to an address somebody waits at. Whether a repeated call is done once is up to who listens, so nobody repeats it blindly.</summary>
/// <param name="reader">Makes the request.</param>
public sealed class CallWebhookTool(WebReader reader) : ITool
{
    /// <inheritdoc/>
    public ToolDefinition Definition { get; } = new()
    {
        Name = "call_webhook",
        Description = "Post JSON to a webhook.",
        Category = ToolCategories.Communication,
        Effect = EffectClass.Unsafe,
        WhenToUse = "Use it to tell another system that something happened.",
        Parameters =
        [
            new("url", ToolParameterKind.Text, "The webhook's address, with http or https.") { MaxLength = 4_096 },
            new("json", ToolParameterKind.Text, "The JSON to post.") { MaxLength = 100_000 },
        ],
        Tags = ["webhook", "post", "notify", "trigger", "hook"],
        Examples = ["Post {\"status\":\"done\"} to the webhook https://example.com/hooks/1", "Trigger the webhook https://example.com/build"],
        Timeout = TimeSpan.FromSeconds(20),
    };

    /// <inheritdoc/>
    public ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(context);
        var json = arguments.GetText("json");
        return JsonInput.TryRead(json) is not null
            ? WebFailures.CatchAsync(async () => ToResult(await reader.PostAsync(arguments.GetText("url").Trim(), json, context.Key, cancellationToken).ConfigureAwait(false)))
            : new(ToolResult.Failure("the body is not JSON"));
    }

    private static ToolResult ToResult(int status) =>
        status is >= 200 and < 300 ? ToolResult.Success($"delivered (status {status})") : ToolResult.Failure($"the webhook answered with status {status}");
}
