using System.Text.Json;
using Switchyard.Agents.Graphs.Deltas;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Graphs.Runs;

namespace Switchyard.Agents.Graphs;

/// <summary>What a node may do besides computing. Calls are numbered in the order in which they begin, which must be the same whenever the node is called again.</summary>
public sealed class NodeContext
{
    private readonly RunSession _session;
    private readonly Visit _visit;
    private int _calls;
    private int _underWay;
    private bool _isClosed;

    internal NodeContext(RunSession session, Visit visit)
    {
        _session = session;
        _visit = visit;
    }

    /// <summary>Gets the run.</summary>
    public Guid RunId => _session.RunId;

    /// <summary>Gets the node's path, like "outer/inner".</summary>
    public string Node => _visit.Path;

    /// <summary>Gets the number of the step.</summary>
    public int Step => _visit.Step;

    internal bool IsSuspended { get; private set; }

    /// <summary>Whether a call of the node ended because the run is being stopped.</summary>
    internal bool IsStopped { get; private set; }

    internal int Calls => _calls;

    /// <summary>Calls an effect, once for each place in the run: where the journal has its result, that is the answer.</summary>
    /// <typeparam name="TArguments">What it is called with.</typeparam>
    /// <typeparam name="TResult">What it gives; must be the same after having been JSON.</typeparam>
    /// <param name="effect">The effect.</param>
    /// <param name="arguments">What it is called with.</param>
    /// <param name="cancellationToken">Given to the effect; where it cannot fire, the run's own is.</param>
    /// <exception cref="EffectFailedException">The effect failed.</exception>
    /// <exception cref="RunSuspendedException">A person has to say whether the effect happened; the node must let it pass.</exception>
    public async Task<TResult> EffectAsync<TArguments, TResult>(Effect<TArguments, TResult> effect, TArguments arguments, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(effect);
        if (effect is { Class: EffectClass.AsksRemote, AskStatusAsync: null })
        {
            throw new ArgumentException($"The effect '{effect.Name}' is of class AsksRemote and has no AskStatusAsync: give one, or choose another class.", nameof(effect));
        }

        using var call = Begin();
        var request = Request(effect.Name, effect.Class, EntryJson.Write(writer => JsonSerializer.Serialize(writer, arguments, effect.ArgumentsType)));
        return await Watch(new EffectExecution<TArguments, TResult>(_session, effect, arguments, request)
            .RunAsync(cancellationToken.CanBeCanceled ? cancellationToken : _session.Stopping)).ConfigureAwait(false);
    }

    /// <summary>Asks a person. The run waits without costing anything; when the answer is there, the node is called again and comes to this place with its recorded results.</summary>
    /// <param name="question">The question.</param>
    /// <param name="choices">The answers to choose from; empty where any text is one.</param>
    /// <param name="cancellationToken">Ends the wait for the journal.</param>
    /// <exception cref="RunSuspendedException">There is no answer yet; the node must let it pass.</exception>
    public Task<string> AskAsync(string question, IReadOnlyList<string> choices, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(choices);
        return AskAsync(new PersonQuestion(question) { Choices = choices }, cancellationToken);
    }

    /// <summary>Asks a person, with what is to be said beside the question: the call to approve, until when an answer is waited for, and who else is asked.</summary>
    /// <param name="question">The question.</param>
    /// <param name="cancellationToken">Ends the wait for the journal.</param>
    /// <exception cref="RunSuspendedException">There is no answer yet; the node must let it pass.</exception>
    public async Task<string> AskAsync(PersonQuestion question, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(question);
        cancellationToken.ThrowIfCancellationRequested();
        using var call = Begin();
        return await Watch(AskAsync(Request("ask", null, QuestionJson.Write(question)), question.Text)).ConfigureAwait(false);
    }

    /// <summary>Finds the result of an earlier effect of the run, of whatever step, by how its key begins.</summary>
    internal Task<JsonElement?> FindResultAsync(string keyStart, CancellationToken cancellationToken) =>
        _session.Replay is { } replay ? Task.FromResult(replay.FindResult(keyStart)) : _session.Results.FindAsync(keyStart, cancellationToken);

    /// <summary>The node is done: nothing can be called any longer.</summary>
    /// <returns>Whether nothing is under way.</returns>
    internal bool Close()
    {
        _isClosed = true;
        return Volatile.Read(ref _underWay) == 0;
    }

    private async Task<string> AskAsync(CallRequest request, string question)
    {
        if (_session.Replay is { } replay)
        {
            return replay.Find(request, out _) is { } recorded ? ReadText(recorded) : throw _session.Suspend(request);
        }

        var record = _session.FindCall(request);
        if (record?.Outcome is { } outcome)
        {
            return ReadText(outcome);
        }

        if (record is not null)
        {
            throw _session.Suspend(request with { Key = record.Key });
        }

        var suspended = await _session.SuspendAsync(request, EntryDraft.Question(request)).ConfigureAwait(false);
        _session.Tell(RunEventKind.Asked, _visit, request.Key, question);
        throw suspended;
    }

    private static string ReadText(CallOutcome outcome) => EntryJson.Parse(outcome.Result).GetString()!;

    private CallUnderWay Begin()
    {
        if (_isClosed)
        {
            throw new InvalidOperationException($"Node '{Node}' is done and cannot call anything any longer: await every call before returning.");
        }

        Interlocked.Increment(ref _underWay);
        return new CallUnderWay(() => Interlocked.Decrement(ref _underWay));
    }

    private CallRequest Request(string name, EffectClass? effectClass, byte[] arguments) =>
        CallRequest.Of(RunId, _visit, Interlocked.Increment(ref _calls), name, effectClass, arguments);

    private async Task<TResult> Watch<TResult>(Task<TResult> call)
    {
        try
        {
            return await call.ConfigureAwait(false);
        }
        catch (RunSuspendedException)
        {
            IsSuspended = true;
            throw;
        }
        catch (OperationCanceledException) when (_session.Stopping.IsCancellationRequested)
        {
            IsStopped = true;
            throw;
        }
    }
}
