using System.Collections.Frozen;
using Switchyard.Inference.Templates.Data;
using Switchyard.Inference.Templates.Runtime;

namespace Switchyard.Inference.Templates.Builtins;

/// <summary>The filters, <c>value | name(arguments)</c>: those of Jinja that chat templates use, with Hugging Face's tojson.</summary>
internal static class Filters
{
    private static readonly FrozenDictionary<string, Builtin> s_filters = BuiltinTable.Of(
        new("abs", Signature.None, NumberFilters.Abs),
        new("batch", Signature.Of("linecount", "fill_with?"), ListFilters.Batch),
        new("capitalize", Signature.None, (value, _, context) => CaseMapping.Capitalize(Text(value, context))),
        new("default", Signature.Of("default_value?", "boolean?"), ValueFilters.Default),
        new("dictsort", Signature.Of("case_sensitive?", "by?", "reverse?"), SortFilters.SortMap),
        new("escape", Signature.None, (value, _, context) => TextFilters.Escape(Text(value, context), context)),
        new("first", Signature.None, ListFilters.First),
        new("float", Signature.Of("default?"), NumberFilters.ToFloat),
        new("format", (value, arguments, context) => TextFilters.Format(value, arguments, context)),
        new("indent", Signature.Of("width?", "first?", "blank?"), TextFilters.Indent),
        new("int", Signature.Of("default?", "base?"), NumberFilters.ToInt),
        new("items", Signature.None, ValueFilters.Items),
        new("join", Signature.Of("d?", "attribute?"), ListFilters.Join),
        new("last", Signature.None, ListFilters.Last),
        new("length", Signature.None, (value, _, _) => Values.Count(value)),
        new("list", Signature.None, (value, _, context) => TemplateList.List([.. Values.ToList(value, context)])),
        new("lower", Signature.None, (value, _, context) => CaseMapping.Lower(Text(value, context))),
        new("map", SelectionFilters.Map),
        new("max", Signature.Of("case_sensitive?", "attribute?"), (value, arguments, context) => SortFilters.Extreme(value, arguments, 1, context)),
        new("min", Signature.Of("case_sensitive?", "attribute?"), (value, arguments, context) => SortFilters.Extreme(value, arguments, -1, context)),
        new("reject", (value, arguments, context) => SelectionFilters.Select(value, arguments, keep: false, context)),
        new("rejectattr", (value, arguments, context) => SelectionFilters.SelectByMember(value, arguments, keep: false, context)),
        new("replace", Signature.Of("old", "new", "count?"), TextFilters.Replace),
        new("reverse", Signature.None, ListFilters.Reverse),
        new("round", Signature.Of("precision?", "method?"), NumberFilters.Round),
        new("safe", Signature.None, (value, _, context) => Text(value, context)),
        new("select", (value, arguments, context) => SelectionFilters.Select(value, arguments, keep: true, context)),
        new("selectattr", (value, arguments, context) => SelectionFilters.SelectByMember(value, arguments, keep: true, context)),
        new("slice", Signature.Of("slices", "fill_with?"), ListFilters.Slice),
        new("sort", Signature.Of("reverse?", "case_sensitive?", "attribute?"), SortFilters.Sort),
        new("string", Signature.None, (value, _, context) => Text(value, context)),
        new("sum", Signature.Of("attribute?", "start?"), ListFilters.Sum),
        new("title", Signature.None, (value, _, context) => TextFilters.Title(Text(value, context))),
        new("tojson", Signature.Of("ensure_ascii?", "indent?", "separators?", "sort_keys?"), ValueFilters.ToJson),
        new("trim", Signature.Of("chars?"), (value, arguments, context) => PythonText.Trim(Text(value, context), arguments.TextOrNone(0), left: true, right: true)),
        new("truncate", Signature.Of("length?", "killwords?", "end?", "leeway?"), TextFilters.Truncate),
        new("unique", Signature.Of("case_sensitive?", "attribute?"), SortFilters.Unique),
        new("upper", Signature.None, (value, _, context) => CaseMapping.Upper(Text(value, context))),
        new("urlencode", Signature.None, UrlEncoding.Encode),
        new("wordcount", Signature.None, (value, _, context) => TextFilters.CountWords(Text(value, context))))
        .WithAliases(("d", "default"), ("e", "escape"), ("count", "length"));

    /// <summary>Finds a filter by name; null when it is not served.</summary>
    public static Builtin? Find(string name) => s_filters.GetValueOrDefault(name);

    // Text filters take any value as the text it is written as.
    private static string Text(object? value, RenderContext context) => PythonRepr.ToText(value, context);
}
