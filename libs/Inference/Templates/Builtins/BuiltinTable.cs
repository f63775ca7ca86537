using System.Collections.Frozen;

namespace Switchyard.Inference.Templates.Builtins;

/// <summary>Built-ins by name.</summary>
internal static class BuiltinTable
{
    public static FrozenDictionary<string, Builtin> Of(params Builtin[] builtins) => builtins.ToFrozenDictionary(builtin => builtin.Name, StringComparer.Ordinal);

    /// <summary>Gives further names to entries, as <c>d</c> for <c>default</c>.</summary>
    public static FrozenDictionary<string, Builtin> WithAliases(this FrozenDictionary<string, Builtin> table, params (string Alias, string Name)[] aliases) =>
        table.Concat(aliases.Select(alias => KeyValuePair.Create(alias.Alias, table[alias.Name]))).ToFrozenDictionary(StringComparer.Ordinal);
}
