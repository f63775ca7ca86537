using System.Text.Json;
using Switchyard.Agents.Graphs.Deltas;
using Switchyard.Agents.Graphs.Effects;

namespace Switchyard.Agents.Graphs.Runs;

/// <summary>
/// One call of an effect: the intent is durable before the call, the receipt before the node goes on. Where the journal knows the call already, what it says
/// decides: a receipt is the result; an intent alone means that nobody knows, and the effect's class says what to do.
/// </summary>
internal sealed class EffectExecution<TArguments, TResult>(RunSession session, Effect<TArguments, TResult> effect, TArguments arguments, CallRequest made)
{
    private string _ownKey = made.Key;
    private CallRequest _request = made;

    public async Task<TResult> RunAsync(CancellationToken cancellationToken)
    {
        if (session.Replay is { } replay)
        {
            return await ReplayAsync(replay, cancellationToken).ConfigureAwait(false);
        }

        var record = session.FindCall(_request);
        if (record is null)
        {
            return await CallAsync(writesIntent: true, cancellationToken).ConfigureAwait(false);
        }

        // Recorded under the run this one was forked from, the key is that run's; it stays.
        (_request, _ownKey) = (_request with { Key = record.Key }, record.KeyIn(session.RunId));
        if (record.Outcome is { } outcome)
        {
            return Reuse(outcome);
        }

        return record.HasIntent
            ? await ContinueAsync(cancellationToken).ConfigureAwait(false)
            : await CallAsync(writesIntent: true, cancellationToken).ConfigureAwait(false);
    }

    private async Task<TResult> ReplayAsync(ReplayBook replay, CancellationToken cancellationToken)
    {
        if (replay.Find(_request, out var maybeCalled) is { } outcome)
        {
            return Reuse(outcome);
        }

        return maybeCalled
            ? await CallAsync(writesIntent: false, cancellationToken).ConfigureAwait(false)
            : throw session.Suspend(_request);
    }

    private TResult Reuse(CallOutcome outcome)
    {
        session.Tell(RunEventKind.EffectReused, _request.Visit, _request.Key, effect.Name);
        return Read(outcome);
    }

    private TResult Read(CallOutcome outcome)
    {
        if (outcome.Error is { } error)
        {
            throw new EffectFailedException(effect.Name, error);
        }

        try
        {
            return JsonSerializer.Deserialize(outcome.Result.Span, effect.ResultType)!;
        }
        catch (Exception exception) when (session.Replay is null && exception is (JsonException or InvalidOperationException or NotSupportedException))
        {
            // The code has changed, and with the former code the run can go on.
            session.Refuse(new GraphChangedException(session.RunId, [$"The journalled result of the effect '{effect.Name}' in node '{_request.Visit.Path}' cannot be read as {typeof(TResult).Name}: {exception.Message} Run it with the code it began with, or fork the run before this call."]));
            throw;
        }
    }

    /// <summary>It may have happened.</summary>
    private Task<TResult> ContinueAsync(CancellationToken cancellationToken) => effect.Class switch
    {
        EffectClass.Pure or EffectClass.Idempotent => CallAsync(writesIntent: false, cancellationToken),
        EffectClass.AsksRemote => AskRemoteAsync(null, cancellationToken),
        _ => AskPersonAsync(),
    };

    private async Task<TResult> CallAsync(bool writesIntent, CancellationToken cancellationToken)
    {
        if (writesIntent && effect.Class != EffectClass.Pure)
        {
            await session.WriteAsync(EntryDraft.Intent(_request)).ConfigureAwait(false);
        }

        session.Tell(RunEventKind.EffectStarted, _request.Visit, _request.Key, effect.Name);
        TResult result;
        byte[] json;
        try
        {
            result = await effect.RunAsync(new EffectCall<TArguments>(_request.Key, _ownKey, arguments), cancellationToken).ConfigureAwait(false);
            json = EntryJson.Write(writer => JsonSerializer.Serialize(writer, result, effect.ResultType));
        }
        catch (EffectWaitsException waits) when (effect.Class == EffectClass.Idempotent)
        {
            session.Standing.WaitElsewhere(new WaitElsewhere(_request, waits.Requests));
            throw session.Suspend(_request);
        }
        // What is stopped does not always say so with an OperationCanceledException. Nothing is journalled: the effect's class says what becomes of it when the run goes on.
        catch (Exception exception) when (session.Stopping.IsCancellationRequested && exception is not EffectDidNotHappenException)
        {
            throw new OperationCanceledException(exception.Message, exception, session.Stopping);
        }
#pragma warning disable CA1031 // Whatever an effect throws is its failure, to be journalled.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return await FailAsync(exception, cancellationToken).ConfigureAwait(false);
        }

        await WriteReceiptAsync(new CallOutcome(json, null)).ConfigureAwait(false);
        return result;
    }

    private Task<TResult> FailAsync(Exception exception, CancellationToken cancellationToken) => (exception, effect.Class) switch
    {
        (EffectDidNotHappenException, _) or (_, EffectClass.Pure or EffectClass.Idempotent) => WriteFailureAsync(exception.Message, exception),
        (_, EffectClass.AsksRemote) => AskRemoteAsync(exception, cancellationToken),
        _ => AskPersonAsync(),
    };

    /// <param name="exception">What the call threw; <see langword="null"/> where the call was made before the run went on in this process.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    private async Task<TResult> AskRemoteAsync(Exception? exception, CancellationToken cancellationToken)
    {
        var status = await AskStatusAsync(cancellationToken).ConfigureAwait(false);
        switch (status.Answer)
        {
            case EffectAnswer.Happened:
                await WriteReceiptAsync(new CallOutcome(EntryJson.Write(writer => JsonSerializer.Serialize(writer, status.Result!, effect.ResultType)), null)).ConfigureAwait(false);
                return status.Result!;
            case EffectAnswer.DidNotHappen when exception is null:
                return await CallAsync(writesIntent: false, cancellationToken).ConfigureAwait(false);
            case EffectAnswer.DidNotHappen:
                return await WriteFailureAsync(exception.Message, exception).ConfigureAwait(false);
            default:
                return await AskPersonAsync().ConfigureAwait(false);
        }
    }

    private async Task<EffectStatus<TResult>> AskStatusAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await effect.AskStatusAsync!(_request.Key, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (session.Stopping.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // Who cannot be asked does not know.
        catch (Exception)
#pragma warning restore CA1031
        {
            return new EffectStatus<TResult>(EffectAnswer.Unknown);
        }
    }

    private async Task<TResult> AskPersonAsync()
    {
        if (session.FindCall(_request.Id) is { IsUncertain: true })
        {
            throw session.Suspend(_request);
        }

        var suspended = await session.SuspendAsync(_request, EntryDraft.Uncertain(_request)).ConfigureAwait(false);
        session.Tell(RunEventKind.EffectUncertain, _request.Visit, _request.Key, effect.Name);
        throw suspended;
    }

    private async Task WriteReceiptAsync(CallOutcome outcome)
    {
        await session.WriteAsync(EntryDraft.Receipt(_request, outcome)).ConfigureAwait(false);
        session.Tell(RunEventKind.EffectDone, _request.Visit, _request.Key, effect.Name);
    }

    private async Task<TResult> WriteFailureAsync(string error, Exception exception)
    {
        await WriteReceiptAsync(new CallOutcome(default, error)).ConfigureAwait(false);
        throw new EffectFailedException(effect.Name, error, exception);
    }
}
