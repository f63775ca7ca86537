using System.Text.Json.Nodes;

namespace Switchyard.Inference.Tests.Constraints;

/// <summary>Makes random schemas that some value satisfies, of every keyword that is served.</summary>
internal sealed class SchemaGenerator(int seed)
{
    private static readonly string[] s_names = ["id", "name", "a b", "größe", "x\"y", "tags", "nested", "$ref", "type", "", "id2", "n\\m"];
    private static readonly string[] s_formats = ["date", "time", "date-time", "duration", "email", "uuid", "ipv4", "ipv6", "hostname", "uri"];
    private static readonly string[] s_patterns = ["^[a-z]+$", "^[A-Z][a-z]*$", "\\d{2,4}", "^(foo|bar|ba)*$", "[^a-z]$", "^\\w+@\\w+\\.(com|org)$", "ü|\"|\\\\", "^.{3,}$", "^(?:[ab]{2}|c+)+$", "\\s"];

    private readonly Random _random = new(seed);
    private bool _usesNode;
    private bool _usesLeaf;

    public JsonNode Create()
    {
        var schema = Pick(3) == 0 ? Any(3) : Object(3);
        if (!_usesNode && !_usesLeaf)
        {
            return schema;
        }

        var definitions = new JsonObject();
        if (_usesNode)
        {
            definitions["node"] = JsonNode.Parse("""{"type":"object","properties":{"value":{"type":"integer","minimum":0,"maximum":9},"next":{"anyOf":[{"type":"null"},{"$ref":"#/$defs/node"}]},"all":{"type":"array","items":{"$ref":"#/$defs/node"},"maxItems":2}},"required":["next"],"additionalProperties":false}""");
        }

        if (_usesLeaf)
        {
            definitions["leaf/x"] = Text();
        }

        schema["$defs"] = definitions;
        return schema;
    }

    private int Pick(int count) => _random.Next(count);

    private bool Flip() => Pick(2) == 0;

    private JsonObject Any(int depth) => Pick(depth > 0 ? 16 : 8) switch
    {
        0 or 1 => Text(),
        2 => Number(),
        3 => new JsonObject { ["type"] = "boolean" },
        4 => new JsonObject { ["type"] = "null" },
        5 => Fixed(),
        6 => new JsonObject { ["type"] = new JsonArray("integer", "string", "null"), ["maximum"] = 5, ["maxLength"] = 4 },
        7 => Reference(),
        8 or 9 => Array(depth - 1),
        10 or 11 => Object(depth - 1),
        12 => new JsonObject { ["anyOf"] = new JsonArray(Any(depth - 1), Any(depth - 1), Any(depth - 1)) },
        13 => Exclusive(depth - 1),
        14 => Joined(depth - 1),
        _ => new JsonObject { ["description"] = "anything", ["default"] = 1 },
    };

    private JsonObject Text()
    {
        var schema = new JsonObject { ["type"] = "string" };
        switch (Pick(5))
        {
            case 0:
                schema["minLength"] = Pick(4);
                schema["maxLength"] = 4 + Pick(40);
                break;
            case 1:
                schema["pattern"] = s_patterns[Pick(s_patterns.Length)];
                break;
            case 2:
                schema["format"] = s_formats[Pick(s_formats.Length)];
                break;
            case 3:
                schema["pattern"] = s_patterns[Pick(5)];
                schema["minLength"] = Pick(4);
                schema["maxLength"] = 6 + Pick(20);
                break;
            default:
                break;
        }

        return schema;
    }

    private JsonObject Number()
    {
        var schema = new JsonObject { ["type"] = Flip() ? "integer" : "number" };
        var low = Pick(2000) - 1000;
        var high = low + 10 + Pick(Flip() ? 20 : 5000);
        if (Pick(3) > 0)
        {
            schema[Flip() ? "minimum" : "exclusiveMinimum"] = Flip() ? low : low + 0.25;
        }

        if (Pick(3) > 0)
        {
            schema[Flip() ? "maximum" : "exclusiveMaximum"] = Flip() ? high : high - 0.125;
        }

        if (Pick(4) == 0)
        {
            schema["multipleOf"] = 1 + Pick(8);
        }

        return schema;
    }

    private JsonObject Fixed() => Pick(4) switch
    {
        0 => new JsonObject { ["const"] = JsonNode.Parse("""{"a":[1,null,"x\"y"],"b":{}}""") },
        1 => new JsonObject { ["enum"] = new JsonArray("red", "red green", 1, 2.5, true, null, "ü\n") },
        2 => new JsonObject { ["type"] = "string", ["enum"] = new JsonArray("a", 1, "abc", "b"), ["maxLength"] = 2 },
        _ => new JsonObject { ["type"] = "integer", ["enum"] = new JsonArray(1, 20, 300), ["maximum"] = 100 },
    };

    private JsonObject Reference()
    {
        var isNode = Flip();
        _usesNode |= isNode;
        _usesLeaf |= !isNode;
        return new JsonObject { ["$ref"] = isNode ? "#/$defs/node" : "#/$defs/leaf~1x" };
    }

    private JsonObject Array(int depth)
    {
        var schema = new JsonObject { ["type"] = "array" };
        var min = Pick(3);
        if (Flip())
        {
            schema["items"] = Any(depth);
        }

        if (Pick(3) == 0)
        {
            schema["prefixItems"] = new JsonArray(Any(depth), Any(depth));
        }

        if (Flip())
        {
            schema["minItems"] = min;
        }

        if (Flip())
        {
            var max = min + Pick(3);
            schema["maxItems"] = max;
            schema["uniqueItems"] = max <= 1;
        }

        return schema;
    }

    private JsonObject Object(int depth)
    {
        var names = s_names.OrderBy(_ => Pick(1000)).Take(Pick(6)).ToArray();
        var schema = new JsonObject { ["type"] = "object" };
        if (names.Length > 0)
        {
            schema["properties"] = new JsonObject(names.Select(name => KeyValuePair.Create(name, (JsonNode?)Any(depth))));
            schema["required"] = new JsonArray([.. names.Where(_ => Flip()).Select(name => JsonValue.Create(name))]);
        }

        Others(schema, names, depth);
        return schema;
    }

    private void Others(JsonObject schema, string[] names, int depth)
    {
        switch (Pick(5))
        {
            case 0:
                schema["additionalProperties"] = false;
                schema["minProperties"] = Pick(names.Length + 1);
                break;
            case 1:
                schema["additionalProperties"] = Any(depth);
                schema["maxProperties"] = names.Length + Pick(3);
                break;
            case 2:
                schema["patternProperties"] = new JsonObject { ["^p_"] = Any(depth), ["^q[0-9]*$"] = Any(depth) };
                schema["additionalProperties"] = Flip();
                break;
            case 3:
                schema["additionalProperties"] = false;
                break;
            default:
                schema["minProperties"] = Pick(2);
                break;
        }
    }

    private JsonObject Exclusive(int depth)
    {
        if (Flip())
        {
            return new JsonObject { ["oneOf"] = new JsonArray(Text(), Number(), new JsonObject { ["type"] = "null" }) };
        }

        var branches = new[] { "a", "b", "c" }.Select(kind => new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject { ["kind"] = new JsonObject { ["const"] = kind }, [kind] = Any(depth) },
            ["required"] = new JsonArray("kind"),
        });
        return new JsonObject { ["oneOf"] = new JsonArray([.. branches]) };
    }

    private JsonObject Joined(int depth) => new()
    {
        ["type"] = "object",
        ["allOf"] = new JsonArray(
            new JsonObject { ["properties"] = new JsonObject { ["x"] = new JsonObject { ["type"] = "number", ["minimum"] = 1 }, ["y"] = Any(depth) } },
            new JsonObject { ["properties"] = new JsonObject { ["x"] = new JsonObject { ["maximum"] = 9.5 } }, ["required"] = new JsonArray("x") }),
        ["properties"] = new JsonObject { ["x"] = true, ["y"] = new JsonObject() },
        ["additionalProperties"] = Flip(),
    };
}
