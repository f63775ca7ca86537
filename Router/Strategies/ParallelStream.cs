using System.Buffers;
using Microsoft.Extensions.Options;
using Switchyard.Router.Configuration;
using Switchyard.Router.Failover;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Forwarding.Events;
using Switchyard.Router.Requests;

namespace Switchyard.Router.Strategies;

/// <summary>Asks all at once and writes what they say as it comes, each model's pieces under the number of its place in the plan. The stream is whole where one answer is.</summary>
internal sealed class ParallelStream(ModelRunner runner, IOptions<RouterOptions> options, TimeProvider time)
{
    public async Task<FailoverResult> RunAsync(HttpContext context, StrategyPlan plan, ForwardRequest request, RequestTrace trace)
    {
        var writer = new ChoiceWriter(request);
        List<Choice> choices = [];
        await using var stream = new ChoiceStream(context, plan, CallerEvents.KeepAlive(request.Caller!.Caller), options.Value.Forwarding.KeepAlive, time);
        try
        {
            choices.AddRange(plan.Contenders.Select((contender, index) => new Choice(context, stream, writer, index, contender)));
            var results = await Task.WhenAll(choices.Select(choice => ServeAsync(context, choice, request, trace)));
            var served = results[FindServed(choices)] with { Attempts = results.Sum(static result => result.Attempts) };
            return await TryWriteAsync(context, () => EndAsync(context, stream, writer, choices, request)) ? served : Left(served);
        }
        finally
        {
            choices.ForEach(static choice => choice.Dispose());
        }
    }

    private async Task<FailoverResult> ServeAsync(HttpContext context, Choice choice, ForwardRequest request, RequestTrace trace)
    {
        var result = await runner.RunAsync(choice.Context, choice.Plan, request, trace);
        if (!await TryWriteAsync(context, () => choice.EndAsync(request)))
        {
            return Left(result);
        }

        if (!choice.HasBegun)
        {
            return result.WithoutAnswer();
        }

        result.LastAttempt?.Judge(choice.IsWhole ? "taken: one of several choices" : "broke off: its choice ends with an error", isServed: true);
        return choice.IsWhole ? result : result with { Attempt = new AttemptResult(AttemptOutcome.Interrupted, null) };
    }

    // Nothing is said where nobody began: that is an ordinary error.
    private static async Task EndAsync(HttpContext context, ChoiceStream stream, ChoiceWriter writer, List<Choice> choices, ForwardRequest request)
    {
        if (choices.Find(static choice => choice.HasBegun) is not { } begun)
        {
            return;
        }

        var output = new ArrayBufferWriter<byte>();
        if (!choices.Exists(static choice => choice.IsWhole))
        {
            output.Write(CallerEvents.Interrupted(request.Caller!.Caller, context.TraceIdentifier));
        }
        else
        {
            if (request.Caller!.Answer.Request.IncludeUsage)
            {
                var usage = new ChoiceUsage();
                choices.ForEach(choice => usage.Add(choice.Usage));
                writer.WriteUsage(begun.ModelId, usage, output);
            }

            output.Write("data: [DONE]\n\n"u8);
        }

        await stream.WriteAsync(begun.ModelId, output.WrittenMemory, context.RequestAborted);
    }

    // Gets false where the caller left: there is nobody to write to, and nothing failed.
    private static async Task<bool> TryWriteAsync(HttpContext context, Func<Task> write)
    {
        try
        {
            context.RequestAborted.ThrowIfCancellationRequested();
            await write();
            return true;
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return false;
        }
    }

    private static FailoverResult Left(FailoverResult result) => result with { Attempt = new AttemptResult(AttemptOutcome.CallerLeft, null) };

    private static int FindServed(List<Choice> choices) =>
        choices.FindIndex(static choice => choice.IsWhole) is >= 0 and var whole ? whole : Math.Max(0, choices.FindIndex(static choice => choice.HasBegun));
}
