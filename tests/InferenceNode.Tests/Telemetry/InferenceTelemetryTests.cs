using System.Diagnostics;

namespace Switchyard.InferenceNode.Tests.Telemetry;

[Collection(ProcessWideTests.Name)]
public sealed class InferenceTelemetryTests(NodeApplication node) : IClassFixture<NodeApplication>
{
    [Fact]
    public async Task Metrics_AfterARequest_CountItsTokens()
    {
        await node.PostJsonAsync("/v1/chat/completions", Requests.Capital);
        await node.WaitForIdleAsync();

        var metrics = await node.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Contains("switchyard_inference_requests_running{model=\"pocket\"} 0", metrics, StringComparison.Ordinal);
        Assert.Contains("switchyard_inference_requests_waiting{model=\"pocket\"} 0", metrics, StringComparison.Ordinal);
        Assert.Contains("switchyard_inference_time_to_first_token_seconds_count{model=\"pocket\"}", metrics, StringComparison.Ordinal);
        Assert.Matches("switchyard_inference_generated_tokens_total\\{model=\"pocket\"\\} [1-9]", metrics);
        Assert.Matches("switchyard_inference_prompt_tokens_total\\{model=\"pocket\"\\} [1-9]", metrics);
    }

    [Fact]
    public async Task Activity_OfAGeneration_HasTheGenAINames()
    {
        var stopped = new TaskCompletionSource<Activity>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Switchyard.InferenceNode",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => stopped.TrySetResult(activity),
        };
        ActivitySource.AddActivityListener(listener);

        await node.PostJsonAsync("/v1/chat/completions", Requests.Capital);

        var activity = await stopped.Task;
        Assert.Equal("chat pocket", activity.DisplayName);
        Assert.Equal(17, activity.GetTagItem("gen_ai.usage.input_tokens"));
        Assert.Equal(10, activity.GetTagItem("gen_ai.usage.output_tokens"));
        Assert.Equal("pocket", activity.GetTagItem("gen_ai.request.model"));
    }
}
