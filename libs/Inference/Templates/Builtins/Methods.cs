using System.Collections.Frozen;
using Switchyard.Inference.Templates.Data;
using Switchyard.Inference.Templates.Runtime;

namespace Switchyard.Inference.Templates.Builtins;

/// <summary>The methods of values.</summary>
internal static class Methods
{
    private static readonly FrozenDictionary<string, Builtin> s_loop = BuiltinTable.Of(
        new("changed", (value, arguments, context) => ((LoopContext)value!).HasChanged(TemplateList.Tuple([.. arguments.Positional]), context)),
        new("cycle", (value, arguments, _) => ((LoopContext)value!).Cycle(arguments.Positional)));

    private static readonly FrozenDictionary<string, Builtin> s_cycler = BuiltinTable.Of(
        new("next", Signature.None, (value, _, _) => ((Cycler)value!).Next()),
        new("reset", Signature.None, (value, _, _) => Reset((Cycler)value!)));

    private static readonly FrozenSet<string> s_names =
        new[] { StringMethods.All, ListMethods.List, ListMethods.Tuple, MapMethods.All, s_loop, s_cycler }.SelectMany(table => table.Keys).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Finds the method <paramref name="name"/> of <paramref name="target"/>; null when it has none.</summary>
    public static Builtin? Find(object? target, string name) => target switch
    {
        string => StringMethods.All,
        TemplateMap => MapMethods.All,
        TemplateList { Kind: ListKind.List } => ListMethods.List,
        TemplateList { Kind: ListKind.Tuple or ListKind.Range } => ListMethods.Tuple,
        LoopContext => s_loop,
        Cycler => s_cycler,
        _ => null,
    } is { } methods ? methods.GetValueOrDefault(name) : null;

    /// <summary>Gets whether any value has a method of this name.</summary>
    public static bool IsKnown(string name) => s_names.Contains(name);

    private static object? Reset(Cycler cycler)
    {
        cycler.Reset();
        return null;
    }
}
