using System.Globalization;
using Switchyard.Router.Failover;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Requests;

namespace Switchyard.Router.Strategies;

/// <summary>Asks all at once and takes the answer that most of them give; of as many votes each, the one of the model named first. A majority does not wait for the rest.</summary>
internal sealed class VoteStrategy(AnswerCapture capture, AnswerDelivery delivery, TimeProvider time)
{
    public async Task<FailoverResult> RunAsync(HttpContext context, StrategyPlan plan, ForwardRequest request, RequestTrace trace)
    {
        var captured = CapturedRequest.Of(request, context, time);
        using var decided = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        await using var keepAlive = delivery.KeepAlive(context, request);
        List<Task<CapturedAnswer>> running = [.. plan.Contenders.Select(contender =>
            capture.RunAsync(context, contender with { Why = $"vote: one of {plan.Contenders.Count} asked at once" }, captured, trace, decided.Token))];
        await foreach (var ended in Task.WhenEach(running))
        {
            _ = await ended;
            if (Tally(running).Any(group => 2 * group.Count() > running.Count))
            {
                await decided.CancelAsync();
                break;
            }
        }

        var answers = await Task.WhenAll(running);
        await keepAlive.DisposeAsync();
        return await DecideAsync(context, plan, request, answers);
    }

    private static IEnumerable<IGrouping<string, CapturedAnswer>> Tally(IEnumerable<Task<CapturedAnswer>> running) =>
        Tally(running.Where(static task => task.IsCompletedSuccessfully).Select(static task => task.Result));

    private static IEnumerable<IGrouping<string, CapturedAnswer>> Tally(IEnumerable<CapturedAnswer> answers) =>
        answers.Where(static answer => answer.Answer is not null).GroupBy(static answer => AnswerText.Key(answer.Answer!), StringComparer.Ordinal);

    private async Task<FailoverResult> DecideAsync(HttpContext context, StrategyPlan plan, ForwardRequest request, CapturedAnswer[] answers)
    {
        var attempts = answers.Sum(static answer => answer.Result.Attempts);

        // Groups come in the order of their first member, and MaxBy takes the first of equals.
        if (Tally(answers).MaxBy(static group => group.Count()) is not { } winners)
        {
            return answers[0].Result with { Attempts = attempts };
        }

        var winner = winners.First();
        var votes = string.Create(CultureInfo.InvariantCulture, $"{winners.Count()} of {answers.Length}");
        foreach (var answer in answers)
        {
            answer.Result.LastAttempt?.Judge(
                answer.Answer is null ? "no vote"
                : answer == winner ? $"taken: {votes} agree"
                : winners.Contains(answer) ? "agrees with the answer that was taken" : "outvoted", isServed: answer == winner);
        }

        if (!context.Response.HasStarted)
        {
            context.Response.Headers[StrategyHeaders.Votes] = votes;
        }

        await delivery.DeliverAsync(context, plan.Kind, request, winner);
        return winner.Result with { Attempts = attempts };
    }
}
