namespace Switchyard.Inference.Templates;

/// <summary>The tests, <c>value is name(arguments)</c>.</summary>
internal static class Tests
{
    public static bool Apply(string name, object? value, CallArguments arguments) => name switch
    {
        "defined" => value is not Undefined,
        "undefined" => value is Undefined,
        "none" => value is null,
        "string" => value is string,
        "mapping" => value is TemplateMap,
        "sequence" or "iterable" => value is string or TemplateMap or IReadOnlyList<object?>,
        "number" => value is long or double,
        "integer" => value is long,
        "float" => value is double,
        "boolean" => value is bool,
        "true" => value is true,
        "false" => value is false,
        "odd" => Values.ToWhole(value) % 2 != 0,
        "even" => Values.ToWhole(value) % 2 == 0,
        "equalto" or "eq" => Values.AreEqual(value, arguments.Get(0)),
        "ne" => !Values.AreEqual(value, arguments.Get(0)),
        "in" => Values.Contains(arguments.Get(0), value),
        _ => throw new TemplateException($"The chat template's test '{name}' is not served."),
    };
}
