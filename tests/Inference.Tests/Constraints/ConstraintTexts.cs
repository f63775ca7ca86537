using System.Text;
using System.Text.Json;
using Switchyard.Inference.Constraints;
using Switchyard.Inference.Constraints.Matching;

namespace Switchyard.Inference.Tests.Constraints;

/// <summary>Constraints over a vocabulary of the 256 single bytes, and texts fed to them byte by byte.</summary>
internal static class ConstraintTexts
{
    public static ConstraintVocabulary Bytes { get; } = new(id => new[] { (byte)id }, 256);

    public static ConstraintCompiler Compiler { get; } = new(Bytes, 16);

    public static IConstraint Schema(string schema) => Compiler.CompileJsonSchema(JsonElement.Parse(schema));

    /// <summary>Says whether the whole of <paramref name="text"/> is allowed, and that mask and step agree on each byte.</summary>
    public static bool Accepts(IConstraint constraint, string text)
    {
        var state = constraint.Start();
        var mask = new TokenMask(256);
        foreach (var value in Encoding.UTF8.GetBytes(text))
        {
            state.Fill(mask);
            if (!mask[value])
            {
                Assert.Throws<InvalidOperationException>(() => state.Accept(value));
                return false;
            }

            state.Accept(value);
        }

        return state.CanEnd;
    }

    public static void Check(IConstraint constraint, IEnumerable<string> accepted, IEnumerable<string> rejected)
    {
        Assert.Equal([], accepted.Where(text => !Accepts(constraint, text)));
        Assert.Equal([], rejected.Where(text => Accepts(constraint, text)));
    }

    /// <summary>Compares a state's mask with every token tried one by one.</summary>
    public static void CheckMask(ConstraintVocabulary vocabulary, GrammarState state, TokenMask mask)
    {
        state.Fill(mask);
        for (var id = 0; id < mask.Count; id++)
        {
            var bytes = vocabulary.GetBytes(id);
            if (mask[id] != (!bytes.IsEmpty && state.Allows(bytes)))
            {
                Assert.Fail($"Token {id} ({Encoding.UTF8.GetString(bytes)}) is {(mask[id] ? "allowed, but cannot follow" : "not allowed, but can follow")}.");
            }
        }
    }
}
