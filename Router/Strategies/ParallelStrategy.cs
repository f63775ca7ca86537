using System.Text.Json;
using Switchyard.Router.Failover;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Requests;

namespace Switchyard.Router.Strategies;

/// <summary>
/// Asks all at once and gives all their answers, as the choices of one: each with its model's name, and its place in the plan as its number. Those that failed are left out.
/// A caller who streams gets them as they come.
/// </summary>
internal sealed class ParallelStrategy(ParallelStream stream, AnswerCapture capture)
{
    public async Task<FailoverResult> RunAsync(HttpContext context, StrategyPlan plan, ForwardRequest request, RequestTrace trace)
    {
        plan = plan with { Contenders = [.. plan.Contenders.Select(contender => contender with { Why = $"parallel: one of {plan.Contenders.Count} asked at once" })] };
        if (request.Caller!.Answer.Request.Stream)
        {
            return await stream.RunAsync(context, plan, request, trace);
        }

        var answers = await Task.WhenAll(plan.Contenders.Select(contender => capture.CaptureAsync(context, contender, request, trace, CancellationToken.None)));
        return await DeliverAsync(context, plan.Kind, request, answers);
    }

    private static async Task<FailoverResult> DeliverAsync(HttpContext context, StrategyKind kind, ForwardRequest request, CapturedAnswer[] answers)
    {
        List<(int Index, string ModelId, JsonElement Choice)> choices = [];
        var usage = new ChoiceUsage();
        for (var i = 0; i < answers.Length; i++)
        {
            if (answers[i].Outcome.Attempt.Outcome == AttemptOutcome.Completed && TryRead(answers[i].Bytes, usage, out var choice))
            {
                choices.Add((i, answers[i].ModelId, choice));
                answers[i].Outcome.LastAttempt?.Judge("taken: one of several choices", isServed: true);
            }
        }

        var attempts = answers.Sum(static answer => answer.Outcome.Attempts);
        if (choices.Count == 0)
        {
            var first = answers[0].Outcome with { Attempts = attempts };
            return context.RequestAborted.IsCancellationRequested ? first : first.WithoutAnswer();
        }

        context.Response.Headers[StrategyHeaders.Models] = string.Join(", ", choices.Select(static choice => choice.ModelId));
        await AnswerDelivery.DeliverAsync(context, kind, choices[0].ModelId, new ChoiceWriter(request).WriteWhole(choices, usage));
        return answers[choices[0].Index].Outcome with { Attempts = attempts };
    }

    private static bool TryRead(ReadOnlyMemory<byte> bytes, ChoiceUsage sum, out JsonElement choice)
    {
        choice = default;
        try
        {
            var answer = JsonElement.Parse(bytes.Span);
            if (answer.ValueKind != JsonValueKind.Object || !answer.TryGetProperty("choices"u8, out var choices) || choices.ValueKind != JsonValueKind.Array || choices.GetArrayLength() == 0)
            {
                return false;
            }

            choice = choices[0];
            if (answer.TryGetProperty("usage"u8, out var usage))
            {
                sum.Add(usage);
            }

            return choice.ValueKind == JsonValueKind.Object;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // No JSON, or names that are no text.
            return false;
        }
    }
}
