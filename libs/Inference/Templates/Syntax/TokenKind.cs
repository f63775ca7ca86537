namespace Switchyard.Inference.Templates.Syntax;

/// <summary>What a token of a template is.</summary>
internal enum TokenKind
{
    Text,
    OutputStart,
    OutputEnd,
    BlockStart,
    BlockEnd,
    Name,
    String,
    Number,
    Operator,
    End,
}
