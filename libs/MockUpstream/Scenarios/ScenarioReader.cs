using System.Text.Json;

namespace Switchyard.MockUpstream.Scenarios;

/// <summary>Reads scenarios from JSON. A member nobody knows is an error: a misspelt fault would make a test pass for nothing.</summary>
internal static class ScenarioReader
{
    private static readonly JsonDocumentOptions s_options = new() { AllowDuplicateProperties = false };

    public static Scenario Read(ReadOnlyMemory<byte> json, Func<string, Scenario> resolve)
    {
        using var document = Parse(json);
        return Read(document.RootElement, resolve);
    }

    /// <summary>Reads one scenario or an array of them.</summary>
    public static IReadOnlyList<Scenario> ReadMany(ReadOnlyMemory<byte> json, Func<string, Scenario> resolve)
    {
        using var document = Parse(json);
        var root = document.RootElement;
        return root.ValueKind == JsonValueKind.Array ? [.. root.EnumerateArray().Select(item => Read(item, resolve))] : [Read(root, resolve)];
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonDocument.Parse(json, s_options);
        }
        catch (JsonException exception)
        {
            throw new ScenarioException($"The body is no JSON: {exception.Message}", exception);
        }
    }

    private static Scenario Read(JsonElement element, Func<string, Scenario> resolve)
    {
        if (element.ValueKind == JsonValueKind.String)
        {
            return resolve(element.GetString()!);
        }

        var reader = new StrictObject(element, "a scenario is a name or an object");
        var scenario = new Scenario
        {
            Latency = reader.Time("latency"),
            FirstToken = reader.Time("firstToken"),
            Rate = reader.Rate("rate"),
            Burst = reader.Count("burst"),
            Tokens = reader.Count("tokens"),
            Text = reader.Text("text"),
            Pieces = reader.List("pieces", static piece => StrictObject.Text(piece, "pieces")),
            Reasoning = reader.Text("reasoning"),
            ToolCalls = reader.List("toolCalls", ReadToolCall),
            CallTools = reader.Count("callTools"),
            Finish = reader.Enum<Finish>("finish"),
            Usage = reader.Object("usage", ReadUsage),
            Model = reader.Text("model"),
            Faults = reader.List("faults", ReadFault),
        };
        reader.RefuseOthers();
        return scenario;
    }

    private static ScriptedToolCall ReadToolCall(JsonElement element)
    {
        var reader = new StrictObject(element, "a tool call is an object");
        var call = new ScriptedToolCall(reader.Text("name") ?? throw new ScenarioException("A tool call needs a name."), reader.Raw("arguments") ?? "{}");
        reader.RefuseOthers();
        return call;
    }

    private static ScriptedUsage ReadUsage(JsonElement element)
    {
        var reader = new StrictObject(element, "usage is an object");
        var usage = new ScriptedUsage
        {
            Input = reader.Count("input"),
            Output = reader.Count("output"),
            Cached = reader.Count("cached"),
            CacheWritten = reader.Count("cacheWritten"),
            Reasoning = reader.Count("reasoning"),
        };
        reader.RefuseOthers();
        return usage;
    }

    private static Fault ReadFault(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.String)
        {
            return FaultCatalog.Check(Named(element.GetString()!));
        }

        var reader = new StrictObject(element, "a fault is a name or an object");
        var name = reader.Text("fault") ?? throw new ScenarioException("A fault needs its name under 'fault'.");
        var fault = Merge(Named(name), reader);
        reader.RefuseOthers();
        return FaultCatalog.Check(fault);
    }

    private static Fault Named(string name) => ScenarioNames.TryFault(name)
        ?? throw new ScenarioException($"There is no fault '{name}'. There are: {string.Join(", ", FaultCatalog.Names)}.");

    private static Fault Merge(Fault fault, StrictObject reader) => fault with
    {
        After = reader.Count("after") ?? fault.After,
        Bytes = reader.Size("bytes") ?? fault.Bytes,
        Time = reader.Time("time") ?? reader.Time("retryAfter") ?? fault.Time,
        Status = reader.Count("status") ?? fault.Status,
        RetryAfter = reader.Enum<RetryAfterForm>("as") ?? fault.RetryAfter,
        Message = reader.Text("message"),
        Share = reader.Number("share") ?? 1,
        First = reader.Count("first"),
        Model = reader.Text("model"),
    };
}
