namespace Switchyard.Inference.Templates.Builtins;

/// <summary>Where padding goes.</summary>
internal enum PaddingSide
{
    Left,
    Right,
    Both,
}
