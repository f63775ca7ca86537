using System.Text;
using System.Text.Json;
using Switchyard.Agents.Graphs.Deltas;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Graphs.Runs;

/// <summary>Checks what people say and makes entries of it.</summary>
internal static class PersonAnswers
{
    public static EntryDraft Answer(RunPosition position, string key, string answer)
    {
        var call = Find(position, key);
        if (!call.IsQuestion)
        {
            throw new ArgumentException($"'{key}' is the effect '{call.Name}', not a question: say what became of it with ResolveAsync.", nameof(key));
        }

        if (call.Question!.Choices is { Count: > 0 } choices && !choices.Contains(answer))
        {
            throw new ArgumentException($"'{answer}' is not among the answers to choose from ({string.Join(", ", choices)}).", nameof(answer));
        }

        return EntryDraft.Said(call, JournalEntryKind.Answer, EntryData.Text("answer", answer));
    }

    /// <summary>The answer that holds for a question whose time is over; <see langword="null"/> where it is not waited for any longer.</summary>
    public static EntryDraft? Expired(RunPosition position, string key) =>
        !position.IsEnded && position.FindCall(key) is { WaitsForPerson: true, Question.ExpiredAnswer: { } answer } call
            ? EntryDraft.Said(call, JournalEntryKind.Answer, EntryData.Answer(answer, "expiry"))
            : null;

    public static EntryDraft Happened(RunPosition position, string key, string result)
    {
        var json = Encoding.UTF8.GetBytes(result);
        try
        {
            EntryJson.Parse(json);
        }
        catch (JsonException exception)
        {
            throw new ArgumentException($"The result of the effect is not JSON: {exception.Message}", nameof(result), exception);
        }

        return EntryDraft.Said(FindUncertain(position, key), JournalEntryKind.Receipt, EntryData.Receipt(new CallOutcome(json, null), null, "person"));
    }

    public static EntryDraft DidNotHappen(RunPosition position, string key) =>
        EntryDraft.Said(FindUncertain(position, key), JournalEntryKind.Answer, EntryData.Text("answer", "It did not happen."));

    public static CallRecord FindUncertain(RunPosition position, string key)
    {
        var call = Find(position, key);
        return call.IsUncertain ? call : throw new ArgumentException($"'{key}' is a question: answer it with AnswerAsync.", nameof(key));
    }

    private static CallRecord Find(RunPosition position, string key) =>
        !position.IsEnded && position.FindCall(key) is { WaitsForPerson: true } call
            ? call
            : throw new ArgumentException($"The run does not wait for an answer under '{key}'; it waits under: {string.Join(", ", position.Calls.Values.Where(call => call.WaitsForPerson).Select(call => call.Key))}.", nameof(key));
}
