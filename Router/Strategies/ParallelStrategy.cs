using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Switchyard.Router.Configuration;
using Switchyard.Router.Failover;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Requests;

namespace Switchyard.Router.Strategies;

/// <summary>Asks all at once and gives all their answers, as the choices of one: each with its model's name, in the models' order. Those that failed are left out.</summary>
internal sealed class ParallelStrategy(AnswerCapture capture, IOptions<RouterOptions> options, TimeProvider time)
{
    public async Task<FailoverResult> RunAsync(HttpContext context, StrategyPlan plan, ForwardRequest request, RequestTrace trace)
    {
        var captured = CapturedRequest.Of(request, context, time);
        CapturedAnswer[] answers;
        await using (new KeepAliveComments(context, request, options.Value.Forwarding.KeepAlive, time))
        {
            answers = await Task.WhenAll(plan.Contenders.Select(contender =>
                capture.RunAsync(context, contender with { Why = $"parallel: one of {plan.Contenders.Count} asked at once" }, captured, trace, CancellationToken.None)));
        }

        List<CapturedAnswer> good = [.. answers.Where(static answer => answer.Answer is not null)];
        var attempts = answers.Sum(static answer => answer.Outcome.Attempts);
        if (good.Count == 0)
        {
            return answers[0].Outcome with { Attempts = attempts };
        }

        good.ForEach(static answer => answer.Outcome.LastAttempt?.Judge("taken: one of several choices", isServed: true));
        if (!context.Response.HasStarted)
        {
            context.Response.Headers[StrategyHeaders.Models] = string.Join(", ", good.Select(static answer => answer.ModelId));
        }

        await AnswerDelivery.DeliverAsync(context, plan.Kind, request, good[0].ModelId, Merge(good));
        return good[0].Outcome with { Attempts = attempts };
    }

    private static JsonObject Merge(List<CapturedAnswer> answers)
    {
        var merged = JsonNode.Parse(answers[0].Bytes.Span)!.AsObject();
        var choices = new JsonArray();
        foreach (var answer in answers)
        {
            var choice = JsonNode.Parse(answer.Bytes.Span)!["choices"]![0]!.DeepClone().AsObject();
            choice["index"] = choices.Count;
            choice["model"] = answer.ModelId;
            choices.Add((JsonNode)choice);
        }

        merged["choices"] = choices;
        merged["usage"] = new JsonObject
        {
            ["prompt_tokens"] = answers.Sum(static answer => answer.Answer!.Usage?.InputTokens ?? 0),
            ["completion_tokens"] = answers.Sum(static answer => answer.Answer!.Usage?.OutputTokens ?? 0),
            ["total_tokens"] = answers.Sum(static answer => (answer.Answer!.Usage?.InputTokens ?? 0) + (answer.Answer.Usage?.OutputTokens ?? 0)),
        };
        return merged;
    }
}
