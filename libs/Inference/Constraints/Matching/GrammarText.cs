using Switchyard.Inference.Constraints.Grammars;

namespace Switchyard.Inference.Constraints.Matching;

/// <summary>Tests whole texts against a grammar, without a vocabulary.</summary>
internal static class GrammarText
{
    /// <summary>Gets whether <paramref name="text"/> is a whole text.</summary>
    public static bool Matches(GrammarNode node, ReadOnlySpan<byte> text)
    {
        foreach (ref readonly var configuration in Read(node, text)[..])
        {
            if (configuration.Lexeme is null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Gets whether a text can begin with <paramref name="prefix"/> or be it.</summary>
    public static bool CanBegin(GrammarNode node, ReadOnlySpan<byte> prefix) => Read(node, prefix).Count > 0;

    private static ConfigurationStack Read(GrammarNode node, ReadOnlySpan<byte> text)
    {
        var stack = new ConfigurationStack();
        stack.Push(node == GrammarNode.None ? [] : Continuation.CreateEnd(new StackCounter()).Push(node).Beginnings);
        foreach (var value in text)
        {
            var count = stack.Count;
            stack.Step(0, count, value);
            stack.RemoveFirst(count);
        }

        return stack;
    }
}
