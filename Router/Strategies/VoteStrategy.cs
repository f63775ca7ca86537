using System.Globalization;
using Microsoft.Extensions.Options;
using Switchyard.Router.Configuration;
using Switchyard.Router.Failover;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Requests;

namespace Switchyard.Router.Strategies;

/// <summary>Asks all at once and takes the answer that most of them give; of as many votes each, the one of the model named first. A majority does not wait for the rest.</summary>
internal sealed class VoteStrategy(AnswerCapture capture, IOptions<RouterOptions> options, TimeProvider time)
{
    public async Task<FailoverResult> RunAsync(HttpContext context, StrategyPlan plan, ForwardRequest request, RequestTrace trace)
    {
        var captured = CapturedRequest.Of(request, context, time);
        CapturedAnswer[] answers;
        await using (new KeepAliveComments(context, request, options.Value.Forwarding.KeepAlive, time))
        {
            answers = await AskAsync(context, plan, captured, trace);
        }

        return await DecideAsync(context, plan, request, answers);
    }

    private async Task<CapturedAnswer[]> AskAsync(HttpContext context, StrategyPlan plan, ForwardRequest request, RequestTrace trace)
    {
        using var decided = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        List<Task<CapturedAnswer>> running = [.. plan.Contenders.Select(contender =>
            capture.RunAsync(context, contender with { Why = $"vote: one of {plan.Contenders.Count} asked at once" }, request, trace, decided.Token))];
        List<CapturedAnswer> answers = [];
        await foreach (var ended in Task.WhenEach(running))
        {
            answers.Add(await ended);
            if (Tally(answers).Any(group => 2 * group.Count() > running.Count))
            {
                await decided.CancelAsync();
                break;
            }
        }

        return await Task.WhenAll(running);
    }

    private static IEnumerable<IGrouping<string, CapturedAnswer>> Tally(IEnumerable<CapturedAnswer> answers) =>
        answers.Where(static answer => answer.Answer is not null).GroupBy(static answer => AnswerText.Key(answer.Answer!), StringComparer.Ordinal);

    private static async Task<FailoverResult> DecideAsync(HttpContext context, StrategyPlan plan, ForwardRequest request, CapturedAnswer[] answers)
    {
        var attempts = answers.Sum(static answer => answer.Outcome.Attempts);

        // Groups come in the order of their first member, and MaxBy takes the first of equals.
        if (Tally(answers).MaxBy(static group => group.Count()) is not { } winners)
        {
            return answers[0].Outcome with { Attempts = attempts };
        }

        var winner = winners.First();
        var votes = string.Create(CultureInfo.InvariantCulture, $"{winners.Count()} of {answers.Length}");
        foreach (var answer in answers)
        {
            answer.Outcome.LastAttempt?.Judge(
                answer.Outcome.Attempt.Outcome == AttemptOutcome.Lost ? "cancelled: the others agree already"
                : answer.Answer is null ? "no vote"
                : answer == winner ? $"taken: {votes} agree"
                : winners.Contains(answer) ? "agrees with the answer that was taken" : "outvoted", isServed: answer == winner);
        }

        if (!context.Response.HasStarted)
        {
            context.Response.Headers[StrategyHeaders.Votes] = votes;
        }

        await AnswerDelivery.DeliverAsync(context, plan.Kind, request, winner);
        return winner.Outcome with { Attempts = attempts };
    }
}
