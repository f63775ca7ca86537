using Switchyard.Inference.Constraints.Grammars;

namespace Switchyard.Inference.Constraints.Matching;

/// <summary>Tests whole texts against a grammar, without a vocabulary.</summary>
internal static class GrammarText
{
    public static bool Matches(GrammarNode node, ReadOnlySpan<byte> text)
    {
        if (node == GrammarNode.None)
        {
            return false;
        }

        var stack = new ConfigurationStack();
        stack.Push(Continuation.CreateEnd(new StackCounter()).Push(node).Beginnings);
        foreach (var value in text)
        {
            var count = stack.Count;
            stack.Step(0, count, value);
            stack.RemoveFirst(count);
        }

        foreach (ref readonly var configuration in stack[..])
        {
            if (configuration.Lexeme is null)
            {
                return true;
            }
        }

        return false;
    }
}
