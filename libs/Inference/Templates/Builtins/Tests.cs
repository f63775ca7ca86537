using System.Collections.Frozen;
using System.Numerics;
using System.Text;
using Switchyard.Inference.Templates.Data;
using Switchyard.Inference.Templates.Runtime;

namespace Switchyard.Inference.Templates.Builtins;

/// <summary>The tests, <c>value is name(arguments)</c>.</summary>
internal static class Tests
{
    private static readonly FrozenDictionary<string, Builtin> s_tests = BuiltinTable.Of(
        Of("boolean", value => value is bool),
        Of("callable", value => value is Callable or LoopContext or Undefined),
        Of("defined", value => value is not Undefined),
        Of("even", value => IsMultiple(value, 2L)),
        Of("false", value => value is false),
        Of("float", value => value is double),
        Of("integer", value => value is long or BigInteger),
        Of("iterable", value => value is string or TemplateMap or TemplateList or Undefined or LoopContext),
        Of("mapping", value => value is TemplateMap),
        Of("none", value => value is null),
        Of("number", value => value is bool or long or double or BigInteger),
        Of("odd", value => !IsMultiple(value, 2L)),
        Of("sequence", value => value is string or TemplateMap or TemplateList { Kind: ListKind.List or ListKind.Tuple or ListKind.Range } or Undefined),
        Of("string", value => value is string),
        Of("true", value => value is true),
        Of("undefined", value => value is Undefined),
        new("divisibleby", Signature.Of("num"), (value, arguments, _) => IsMultiple(value, arguments.Get(0))),
        new("in", Signature.Of("seq"), (value, arguments, context) => Comparison.Contains(arguments.Get(0), value, context)),
        new("lower", Signature.None, (value, _, context) => HasOnly(PythonRepr.ToText(value, context), isUpper: false)),
        new("sameas", Signature.Of("other"), (value, arguments, context) => Comparison.AreSame(value, arguments.Get(0), context)),
        new("upper", Signature.None, (value, _, context) => HasOnly(PythonRepr.ToText(value, context), isUpper: true)),
        Compare("eq", "=="),
        Compare("ge", ">="),
        Compare("gt", ">"),
        Compare("le", "<="),
        Compare("lt", "<"),
        Compare("ne", "!="))
        .WithAliases(
            ("==", "eq"), ("equalto", "eq"), (">=", "ge"), (">", "gt"), ("greaterthan", "gt"), ("<=", "le"), ("<", "lt"), ("lessthan", "lt"), ("!=", "ne"));

    /// <summary>Finds a test by name; null when it is not served.</summary>
    public static Builtin? Find(string name) => s_tests.GetValueOrDefault(name);

    /// <summary>Gets whether a text has letters and all of one case.</summary>
    public static bool HasOnly(string text, bool isUpper)
    {
        var hasLetters = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (CaseMapping.IsCased(rune) && (isUpper ? !Rune.IsUpper(rune) : !Rune.IsLower(rune)))
            {
                return false;
            }

            hasLetters |= CaseMapping.IsCased(rune);
        }

        return hasLetters;
    }

    private static Builtin Of(string name, Func<object?, bool> holds) => new(name, Signature.None, (value, _, _) => holds(value));

    private static Builtin Compare(string name, string comparison) =>
        new(name, Signature.Of("other"), (value, arguments, context) => Operators.Compare(comparison, value, arguments.Get(0), context));

    private static bool IsMultiple(object? value, object? divisor) => Values.TryNumber(Arithmetic.Apply("%", value, divisor), out var rest) && rest == 0;
}
