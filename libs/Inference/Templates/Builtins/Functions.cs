using System.Collections.Frozen;
using Switchyard.Inference.Templates.Data;
using Switchyard.Inference.Templates.Runtime;

namespace Switchyard.Inference.Templates.Builtins;

/// <summary>The functions every template has.</summary>
internal static class Functions
{
    private static readonly Signature s_joiner = Signature.Of("sep?");
    private static readonly Signature s_raise = Signature.Of("message");
    private static readonly Signature s_time = Signature.Of("format");

    private static readonly FrozenDictionary<string, Function> s_functions = new Function[]
    {
        new("cycler", static (arguments, _) => new Cycler(OnlyPositional("cycler", arguments))),
        new("dict", static (arguments, context) => MakeMap("dict", arguments, context)),
        new("joiner", static (arguments, _) => new Joiner(s_joiner.Bind("joiner", arguments).Get(0, ", "))),
        new("namespace", static (arguments, context) => new TemplateNamespace(MakeMap("namespace", arguments, context))),
        new("raise_exception", static (arguments, context) => throw TemplateErrors.Refusal(PythonRepr.ToText(s_raise.Bind("raise_exception", arguments).Get(0), context))),
        new("range", MakeRange),
        new("strftime_now", static (arguments, context) => PythonTime.Format(context.Clock.GetLocalNow(), s_time.Bind("strftime_now", arguments).Text(0), context)),
    }.ToFrozenDictionary(function => function.Name, StringComparer.Ordinal);

    /// <summary>Finds a function by name; null when it is not served.</summary>
    public static Function? Find(string name) => s_functions.GetValueOrDefault(name);

    public static bool IsKnown(string name) => s_functions.ContainsKey(name);

    public static List<object?> OnlyPositional(string name, CallArguments arguments) =>
        arguments.Named.Count == 0 ? arguments.Positional : throw TemplateErrors.Runtime($"calls '{name}' with named arguments");

    private static TemplateMap MakeMap(string name, CallArguments arguments, RenderContext context)
    {
        var map = new TemplateMap();
        if (arguments.Positional.Count > 1)
        {
            throw TemplateErrors.Runtime($"calls '{name}' with {arguments.Positional.Count} arguments; it takes 1");
        }

        foreach (var source in arguments.Positional)
        {
            MapMethods.Merge(map, source, context);
        }

        MapMethods.Merge(map, arguments.Named, context);
        return map;
    }

    private static TemplateList MakeRange(CallArguments arguments, RenderContext context)
    {
        var bounds = OnlyPositional("range", arguments).ConvertAll(Values.ToWhole);
        var (start, stop, step) = bounds switch
        {
            [var end] => (0, end, 1),
            [var from, var end] => (from, end, 1),
            [var from, var end, not 0 and var by] => (from, end, by),
            _ => throw TemplateErrors.Runtime("calls 'range' with other arguments than start, stop and a step that is not 0"),
        };
        var count = step > 0 ? RangeCount(start, stop, step) : RangeCount(-(Int128)start, -(Int128)stop, -(Int128)step);
        if (count > context.Limits.MaxRange)
        {
            throw TemplateErrors.Runtime($"makes a range of more than {context.Limits.MaxRange} numbers");
        }

        context.Charge((long)count);
        var numbers = new List<object?>((int)count);
        for (var i = 0; i < count; i++)
        {
            numbers.Add(start + (i * step));
        }

        return new TemplateList(numbers, ListKind.Range);
    }

    private static Int128 RangeCount(Int128 start, Int128 stop, Int128 step) => stop <= start ? 0 : (stop - start + step - 1) / step;
}
