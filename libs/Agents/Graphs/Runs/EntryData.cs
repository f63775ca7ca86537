using System.Text.Json;
using Switchyard.Agents.Graphs.Deltas;
using Switchyard.Agents.Graphs.Effects;

namespace Switchyard.Agents.Graphs.Runs;

/// <summary>Writes what entries of a graph's run hold; <see cref="RunPosition"/> reads it.</summary>
internal static class EntryData
{
    public static byte[] Started(IReadOnlyDictionary<string, string> prints, string entry, StateDocument state) => EntryJson.Write(writer =>
    {
        writer.WriteStartObject();
        WritePrints(writer, prints);
        writer.WriteString("entry"u8, entry);
        WriteRaw(writer, "state"u8, state.Utf8);
        writer.WriteEndObject();
    });

    /// <param name="scope">The scope of the step.</param>
    /// <param name="before">How far it had come.</param>
    /// <param name="after">How far it came with the step.</param>
    /// <param name="results">The results of the step's calls, by the calls' numbers.</param>
    public static byte[] Step(string scope, ScopePosition before, ScopePosition after, IReadOnlyDictionary<int, ReadOnlyMemory<byte>> results) => EntryJson.Write((scope, before, after, results), static (writer, step) =>
    {
        writer.WriteStartObject();
        WriteScope(writer, step.scope);
        WriteStrings(writer, "next"u8, step.after.Next);
        if (step.results.Count == 0)
        {
            StateDelta.Write(writer, step.before.State, step.after.State);
        }
        else
        {
            StepDelta.Write(writer, step.before.State, step.after.State, step.results);
        }

        writer.WriteEndObject();
    });

    public static byte[] Snapshot(RunPosition position) => EntryJson.Write(writer =>
    {
        writer.WriteStartObject();
        WritePrints(writer, position.Prints);
        WriteScopes(writer, position);
        writer.WriteEndObject();
    });

    public static byte[] Migrated(RunPosition position, IReadOnlyList<string> changes, IReadOnlyList<string> migrations) => EntryJson.Write(writer =>
    {
        writer.WriteStartObject();
        WriteStrings(writer, "changes"u8, changes);
        WriteStrings(writer, "migrations"u8, migrations);
        WritePrints(writer, position.Prints);
        if (migrations.Count > 0)
        {
            WriteScopes(writer, position);
        }

        writer.WriteEndObject();
    });

    /// <summary>An intent with its arguments, or a question, which are the arguments of asking.</summary>
    public static byte[] Call(CallRequest call) => EntryJson.Write(writer =>
    {
        writer.WriteStartObject();
        WriteCall(writer, call);
        WriteRaw(writer, "arguments"u8, call.Arguments);
        writer.WriteEndObject();
    });

    /// <summary>A result; with the call where nothing was journalled of it before.</summary>
    public static byte[] Receipt(CallOutcome outcome, CallRequest? call, string? by) => EntryJson.Write(writer =>
    {
        writer.WriteStartObject();
        if (call is not null)
        {
            WriteCall(writer, call);
        }

        if (by is not null)
        {
            writer.WriteString("by"u8, by);
        }

        if (outcome.Error is { } error)
        {
            writer.WriteString("error"u8, error);
        }
        else
        {
            WriteRaw(writer, "result"u8, outcome.Result.Span);
        }

        writer.WriteEndObject();
    });

    /// <summary>A question that was journalled, once more.</summary>
    public static byte[] Question(CallRecord call) => EntryJson.Write(writer =>
    {
        writer.WriteStartObject();
        WriteCall(writer, call.Id, call.Name, call.Hash);
        WriteRaw(writer, "arguments"u8, QuestionJson.Write(call.Question!));
        writer.WriteEndObject();
    });

    /// <summary>An object with one text.</summary>
    public static byte[] Text(string name, string text) => EntryJson.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString(name, text);
        writer.WriteEndObject();
    });

    /// <summary>An answer that no person gave.</summary>
    public static byte[] Answer(string answer, string by) => EntryJson.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("answer"u8, answer);
        writer.WriteString("by"u8, by);
        writer.WriteEndObject();
    });

    /// <summary>A text as JSON.</summary>
    public static byte[] Value(string text) => EntryJson.Write(writer => writer.WriteStringValue(text));

    private static void WriteCall(Utf8JsonWriter writer, CallRequest call)
    {
        WriteCall(writer, call.Id, call.Name, call.Hash);
        if (call.Class is { } effectClass)
        {
            writer.WriteString("class"u8, effectClass.ToString());
        }
    }

    private static void WriteCall(Utf8JsonWriter writer, CallId id, string name, string hash)
    {
        WriteScope(writer, id.Scope);
        writer.WriteNumber("visit"u8, id.Visit);
        writer.WriteNumber("ordinal"u8, id.Ordinal);
        writer.WriteString("name"u8, name);
        writer.WriteString("hash"u8, hash);
    }

    private static void WriteScope(Utf8JsonWriter writer, string scope)
    {
        if (scope.Length > 0)
        {
            writer.WriteString("scope"u8, scope);
        }
    }

    private static void WriteScopes(Utf8JsonWriter writer, RunPosition position)
    {
        writer.WriteStartObject("scopes"u8);
        foreach (var (id, scope) in position.Scopes)
        {
            writer.WriteStartObject(id);
            WriteStrings(writer, "next"u8, scope.Next);
            writer.WriteNumber("visits"u8, scope.Visits);
            if (scope.Last is { } last)
            {
                writer.WriteString("last"u8, last);
            }

            WriteRaw(writer, "state"u8, scope.State.Utf8);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WritePrints(Utf8JsonWriter writer, IReadOnlyDictionary<string, string> prints)
    {
        writer.WriteStartObject("nodes"u8);
        foreach (var (node, print) in prints)
        {
            writer.WriteString(node, print);
        }

        writer.WriteEndObject();
    }

    private static void WriteStrings(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<string> values)
    {
        writer.WriteStartArray(name);
        for (var index = 0; index < values.Count; index++)
        {
            writer.WriteStringValue(values[index]);
        }

        writer.WriteEndArray();
    }

    private static void WriteRaw(Utf8JsonWriter writer, ReadOnlySpan<byte> name, ReadOnlySpan<byte> json)
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue(json, skipInputValidation: true);
    }
}
