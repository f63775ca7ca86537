namespace Switchyard.Inference.Constraints.Schemas;

/// <summary>Kinds of JSON values. Numbers are two, so that "integer" and "number" intersect.</summary>
[Flags]
internal enum JsonKinds
{
    None = 0,
    Null = 1,
    Boolean = 2,
    Integer = 4,
    Fraction = 8,
    Text = 16,
    Array = 32,
    Object = 64,
    Number = Integer | Fraction,
    All = 127,
}
