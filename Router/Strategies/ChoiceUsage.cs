using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Switchyard.Router.Strategies;

/// <summary>What several answers used together, in all the details that they tell.</summary>
internal sealed class ChoiceUsage
{
    private const string Prompt = "prompt_tokens";
    private const string Completion = "completion_tokens";
    private const string Total = "total_tokens";

    private readonly JsonObject _sum = new() { [Prompt] = 0L, [Completion] = 0L, [Total] = 0L };

    /// <summary>Adds one answer's <c>usage</c>.</summary>
    public void Add(JsonElement usage)
    {
        if (usage.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        var (prompt, completion, total) = (Number(Prompt), Number(Completion), Number(Total));
        Add(_sum, usage);
        if (Number(Total) == total)
        {
            // Who gives no total has one all the same.
            _sum[Total] = total + Number(Prompt) - prompt + Number(Completion) - completion;
        }
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WritePropertyName("usage"u8);
        _sum.WriteTo(json);
    }

    private long Number(string name) => Number(_sum, name);

    private static void Add(JsonObject sum, JsonElement usage)
    {
        foreach (var member in usage.EnumerateObject())
        {
            // A name that needs escapes is no count's, and may be no text at all.
            if (JsonMarshal.GetRawUtf8PropertyName(member) is var raw && raw.Contains((byte)'\\'))
            {
                continue;
            }

            var name = Encoding.UTF8.GetString(raw);
            if (member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetInt64(out var count))
            {
                sum[name] = Number(sum, name) + count;
            }
            else if (member.Value.ValueKind == JsonValueKind.Object)
            {
                Add(Inner(sum, name), member.Value);
            }
        }
    }

    private static JsonObject Inner(JsonObject sum, string name)
    {
        if (sum[name] is JsonObject inner)
        {
            return inner;
        }

        inner = [];
        sum[name] = inner;
        return inner;
    }

    private static long Number(JsonObject sum, string name) => sum[name] is JsonValue value && value.TryGetValue<long>(out var count) ? count : 0;
}
