namespace Switchyard.Inference.Tests.Templates.Fuzzing;

/// <summary>Writes random expressions of a kind.</summary>
internal abstract class ExpressionGenerator
{
    /// <summary>Writes something that can be written out.</summary>
    public abstract string Output(bool isInLoop);

    public abstract string Text(bool isInLoop);

    public abstract string Condition(bool isInLoop);

    /// <summary>Writes a list of texts and whole numbers.</summary>
    public abstract string Items();

    /// <summary>Writes a condition on the name <c>item</c>.</summary>
    public abstract string ItemCondition();
}
