using System.Collections.Frozen;
using Switchyard.Inference.Templates.Data;
using Switchyard.Inference.Templates.Runtime;

namespace Switchyard.Inference.Templates.Builtins;

/// <summary>The methods of strings.</summary>
internal static class StringMethods
{
    private static readonly Signature s_trim = Signature.Of("chars?");
    private static readonly Signature s_split = Signature.Of("sep?", "maxsplit?");
    private static readonly Signature s_find = Signature.Of("sub", "start?", "end?");
    private static readonly Signature s_pad = Signature.Of("width", "fillchar?");

    public static FrozenDictionary<string, Builtin> All { get; } = BuiltinTable.Of(
        Of("capitalize", CaseMapping.Capitalize),
        new("center", s_pad, (value, arguments, context) => StringPadding.Pad((string)value!, arguments, PaddingSide.Both, context)),
        new("count", s_find, StringSearch.Count),
        new("endswith", s_find, (value, arguments, context) => StringSearch.Matches(value, arguments, atEnd: true, context)),
        new("find", s_find, (value, arguments, context) => StringSearch.Find(value, arguments, fromEnd: false, context)),
        new("format", (value, arguments, context) => BraceFormat.Apply((string)value!, arguments, context)),
        new("index", s_find, (value, arguments, context) => StringSearch.Index(value, arguments, fromEnd: false, context)),
        Of("isalnum", text => StringKinds.IsAll(text, StringKinds.IsAlphanumeric)),
        Of("isalpha", text => StringKinds.IsAll(text, StringKinds.IsAlphabetic)),
        Of("isascii", text => !text.AsSpan().ContainsAnyExceptInRange('\0', '\x7f')),
        Of("isdecimal", text => StringKinds.IsAll(text, StringKinds.IsDecimal)),
        Of("isdigit", text => StringKinds.IsAll(text, StringKinds.IsDigit)),
        Of("islower", text => Tests.HasOnly(text, isUpper: false)),
        Of("isnumeric", text => StringKinds.IsAll(text, StringKinds.IsNumeric)),
        Of("isspace", text => StringKinds.IsAll(text, StringKinds.IsSpace)),
        Of("istitle", StringKinds.IsTitle),
        Of("isupper", text => Tests.HasOnly(text, isUpper: true)),
        new("join", Signature.Of("iterable"), Join),
        new("ljust", s_pad, (value, arguments, context) => StringPadding.Pad((string)value!, arguments, PaddingSide.Right, context)),
        Of("lower", CaseMapping.Lower),
        new("lstrip", s_trim, (value, arguments, _) => PythonText.Trim((string)value!, arguments.TextOrNone(0), left: true, right: false)),
        new("partition", Signature.Of("sep"), (value, arguments, context) => StringSplitting.Partition((string)value!, arguments.Text(0), fromEnd: false, context)),
        new("removeprefix", Signature.Of("prefix"), (value, arguments, _) => value is string text && text.StartsWith(arguments.Text(0), StringComparison.Ordinal) ? text[arguments.Text(0).Length..] : value),
        new("removesuffix", Signature.Of("suffix"), (value, arguments, _) => value is string text && text.EndsWith(arguments.Text(0), StringComparison.Ordinal) ? text[..^arguments.Text(0).Length] : value),
        new("replace", Signature.Of("old", "new", "count?"), (value, arguments, context) => TextFilters.Replace((string)value!, arguments.Text(0), arguments.Text(1), arguments.Whole(2, -1), context)),
        new("rfind", s_find, (value, arguments, context) => StringSearch.Find(value, arguments, fromEnd: true, context)),
        new("rindex", s_find, (value, arguments, context) => StringSearch.Index(value, arguments, fromEnd: true, context)),
        new("rjust", s_pad, (value, arguments, context) => StringPadding.Pad((string)value!, arguments, PaddingSide.Left, context)),
        new("rpartition", Signature.Of("sep"), (value, arguments, context) => StringSplitting.Partition((string)value!, arguments.Text(0), fromEnd: true, context)),
        new("rsplit", s_split, (value, arguments, context) => StringSplitting.Split((string)value!, arguments.TextOrNone(0), arguments.Whole(1, -1), fromEnd: true, context)),
        new("rstrip", s_trim, (value, arguments, _) => PythonText.Trim((string)value!, arguments.TextOrNone(0), left: false, right: true)),
        new("split", s_split, (value, arguments, context) => StringSplitting.Split((string)value!, arguments.TextOrNone(0), arguments.Whole(1, -1), fromEnd: false, context)),
        new("splitlines", Signature.Of("keepends?"), (value, arguments, context) => StringSplitting.ToList(StringSplitting.Lines((string)value!, arguments.Flag(0, false)), context)),
        new("startswith", s_find, (value, arguments, context) => StringSearch.Matches(value, arguments, atEnd: false, context)),
        new("strip", s_trim, (value, arguments, _) => PythonText.Trim((string)value!, arguments.TextOrNone(0), left: true, right: true)),
        Of("swapcase", CaseMapping.Swap),
        Of("title", CaseMapping.Title),
        Of("upper", CaseMapping.Upper),
        new("zfill", Signature.Of("width"), StringPadding.FillWithZeros));

    private static Builtin Of(string name, Func<string, object?> body) => new(name, Signature.None, (value, _, _) => body((string)value!));

    private static string Join(object? value, BoundArguments arguments, RenderContext context)
    {
        var items = Values.ToList(arguments.Get(0), context);
        var other = items.Find(item => item is not string);
        return other is null && !items.Contains(null)
            ? ListFilters.Join((string)value!, items, context)
            : throw TemplateErrors.Runtime($"joins {Values.Describe(other)} as if it were a string; the filter join takes any value");
    }
}
