using System.Text.Json;

namespace Switchyard.Dialects.Json;

/// <summary>A JSON value that knows where it stands, so that every complaint about it can say so. What reads a value throws <see cref="JsonShapeException"/> where it is of another kind.</summary>
/// <param name="element">The value.</param>
/// <param name="path">Where it stands, as a path.</param>
public readonly struct JsonField(JsonElement element, string path)
{
    /// <summary>Gets the value itself.</summary>
    public JsonElement Element => element;

    /// <summary>Gets where it stands, as a path; empty for the whole document.</summary>
    public string Path => path;

    /// <summary>Gets what kind of value it is.</summary>
    public JsonValueKind Kind => element.ValueKind;

    /// <summary>Gets whether there is no value, or <c>null</c>, which dialects use for the same.</summary>
    public bool IsAbsent => element.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;

    /// <summary>Gets a member; absent where the value itself is.</summary>
    public JsonField this[string name]
    {
        get
        {
            if (IsAbsent)
            {
                return new JsonField(default, PathTo(name));
            }

            Require(JsonValueKind.Object, "an object");
            return new JsonField(element.TryGetProperty(name, out var value) ? value : default, PathTo(name));
        }
    }

    /// <summary>Reads a document that must be one object.</summary>
    public static JsonField ParseObject(ReadOnlySpan<byte> json, string path = "")
    {
        var field = new JsonField(JsonText.Parse(json, path), path);
        field.Require(JsonValueKind.Object, "an object");
        return field;
    }

    /// <summary>Gets a string that must be there.</summary>
    public string Text()
    {
        Require(JsonValueKind.String, "a string");
        return element.GetString()!;
    }

    /// <summary>Gets a string; <see langword="null"/> where it is absent.</summary>
    public string? OptionalText() => IsAbsent ? null : Text();

    /// <summary>Gets true or false; <see langword="null"/> where it is absent.</summary>
    public bool? Flag() => element.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong("true or false"),
    };

    /// <summary>Gets a finite number; <see langword="null"/> where it is absent.</summary>
    public double? Number()
    {
        if (IsAbsent)
        {
            return null;
        }

        Require(JsonValueKind.Number, "a number");
        return element.TryGetDouble(out var value) && double.IsFinite(value) ? value : throw Wrong("a finite number");
    }

    /// <summary>Gets an integer of 32 bits; <see langword="null"/> where it is absent.</summary>
    public int? WholeNumber()
    {
        if (IsAbsent)
        {
            return null;
        }

        Require(JsonValueKind.Number, "an integer");
        return element.TryGetInt32(out var value) ? value : throw Wrong("an integer of at most 32 bits");
    }

    /// <summary>Gets an integer of 64 bits; <see langword="null"/> where it is absent.</summary>
    public long? LongWholeNumber()
    {
        if (IsAbsent)
        {
            return null;
        }

        Require(JsonValueKind.Number, "an integer");
        return element.TryGetInt64(out var value) ? value : throw Wrong("an integer of at most 64 bits");
    }

    /// <summary>Gets the object, whatever it holds; <see langword="null"/> where it is absent.</summary>
    public JsonElement? OptionalObject()
    {
        if (IsAbsent)
        {
            return null;
        }

        Require(JsonValueKind.Object, "an object");
        return element;
    }

    /// <summary>Gets the items of an array; none where it is absent.</summary>
    public IEnumerable<JsonField> Items()
    {
        if (IsAbsent)
        {
            yield break;
        }

        Require(JsonValueKind.Array, "an array");
        var index = 0;
        foreach (var item in element.EnumerateArray())
        {
            yield return new JsonField(item, $"{path}[{index}]");
            index++;
        }
    }

    /// <summary>Gets the members of an object; none where it is absent.</summary>
    public IEnumerable<(string Name, JsonField Value)> Members()
    {
        if (IsAbsent)
        {
            yield break;
        }

        Require(JsonValueKind.Object, "an object");
        foreach (var member in element.EnumerateObject())
        {
            yield return (member.Name, new JsonField(member.Value, PathTo(member.Name)));
        }
    }

    /// <summary>Complains that the value must be something else.</summary>
    public JsonShapeException Wrong(string expected) => new(path, $"'{(string.IsNullOrEmpty(path) ? "The body" : path)}' must be {expected}.");

    /// <summary>Complains about a value that is right and still cannot be said in another dialect.</summary>
    public JsonShapeException Unsupported(string reason) => new(path, $"'{path}' {reason}.") { IsUnsupported = true };

    private void Require(JsonValueKind kind, string expected)
    {
        if (element.ValueKind != kind)
        {
            throw Wrong(expected);
        }
    }

    private string PathTo(string name) => string.IsNullOrEmpty(path) ? name : $"{path}.{name}";
}
