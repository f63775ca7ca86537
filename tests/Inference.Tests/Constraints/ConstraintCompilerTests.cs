using System.Collections.Concurrent;
using System.Text.Json;
using Switchyard.Inference.Constraints;
using Switchyard.Inference.Tokenization;

namespace Switchyard.Inference.Tests.Constraints;

public sealed class ConstraintCompilerTests
{
    private readonly ConstraintCompiler _compiler = new(ConstraintTexts.Bytes, 2);

    [Fact]
    public void Compile_TheSameAgain_GivesTheSame()
    {
        var schema = JsonElement.Parse("""{"type":"integer"}""");

        Assert.Same(_compiler.CompileJsonSchema(schema), _compiler.CompileJsonSchema(JsonElement.Parse("""{"type":"integer"}""")));
        Assert.Same(_compiler.CompileRegex("a"), _compiler.CompileRegex("a"));
    }

    [Fact]
    public void Compile_MoreThanTheCapacity_ForgetsTheLeastRecentlyUsed()
    {
        var a = _compiler.CompileRegex("a");
        var b = _compiler.CompileRegex("b");
        Assert.Same(a, _compiler.CompileRegex("a"));
        _compiler.CompileRegex("c");

        Assert.Same(a, _compiler.CompileRegex("a"));
        Assert.NotSame(b, _compiler.CompileRegex("b"));
    }

    [Fact]
    public void Compile_Refused_IsRefusedAgain()
    {
        Assert.Throws<ConstraintException>(() => _compiler.CompileRegex("("));
        Assert.Throws<ConstraintException>(() => _compiler.CompileRegex("("));
    }

    [Fact]
    public void Compile_ByManyAtOnce_GivesAllTheSame()
    {
        var found = new ConcurrentBag<IConstraint>();

        Parallel.For(0, 64, _ => found.Add(_compiler.CompileRegex("[a-z]+@[a-z]+")));

        Assert.Single(found.Distinct());
    }

    [Fact]
    public void States_InParallel_GiveTheSameMasks()
    {
        var constraint = ConstraintTexts.Schema("""{"type":"object","properties":{"a":{"type":"array","items":{"type":"string","pattern":"^[a-z]+$"}},"b":{"type":"object"}}}""");
        const string Text = """{"a": ["abc", "d"], "b": {"x": [1, {"y": null}]}, "c": "\u00e4"}""";
        var expected = Masks(constraint, Text);

        Parallel.For(0, 64, _ => Assert.Equal(expected, Masks(constraint, Text)));
    }

    [Fact]
    public void Fill_OfAMaskOfAnotherWidth_IsAnError() => Assert.Throws<ArgumentException>(() => _compiler.CompileRegex("a").Start().Fill(new TokenMask(255)));

    [Fact]
    public void Accept_OfATokenWithoutText_IsAnError()
    {
        var vocabulary = new ConstraintVocabulary(id => id == 3 ? default : new[] { (byte)('a' + id) }, 5);
        var state = new ConstraintCompiler(vocabulary, 1).CompileRegex("[a-e]*").Start();
        var mask = new TokenMask(5);

        state.Fill(mask);

        Assert.Equal(0b10111UL, mask.Words[0]);
        Assert.Throws<InvalidOperationException>(() => state.Accept(3));
        Assert.Throws<InvalidOperationException>(() => state.Accept(-1));
        Assert.Throws<InvalidOperationException>(() => state.Accept(5));
    }

    [Fact]
    public void Vocabulary_OfATokenizer_LeavesOutControlTokens()
    {
        var tokenizer = Tokenizer.Load(Path.Combine(PocketModel.Folder, "tokenizer.json"));
        var vocabulary = ConstraintVocabulary.Create(tokenizer, 2112);
        var mask = new TokenMask(2112);

        new ConstraintCompiler(vocabulary, 1).CompileRegex("[^]*").Start().Fill(mask);

        var control = tokenizer.SpecialTokens.Select(text => tokenizer.Encode(text, allowSpecial: true).Single());
        Assert.Equal([.. control, .. Enumerable.Range(2048, 64)], Enumerable.Range(0, 2112).Where(id => vocabulary.GetBytes(id).IsEmpty));
        Assert.All(Enumerable.Range(0, 2112).Where(id => mask[id]), id => Assert.False(vocabulary.GetBytes(id).IsEmpty));
    }

    [Fact]
    public void Tokens_WithTheSameBytes_AreAllAllowed()
    {
        var vocabulary = new ConstraintVocabulary(id => new[] { id < 3 ? (byte)'a' : (byte)'b' }, 4);
        var mask = new TokenMask(4);

        new ConstraintCompiler(vocabulary, 1).CompileRegex("a").Start().Fill(mask);

        Assert.Equal(0b0111UL, mask.Words[0]);
    }

    private static List<ulong[]> Masks(IConstraint constraint, string text)
    {
        var state = constraint.Start();
        var masks = new List<ulong[]>();
        foreach (var value in text)
        {
            var mask = new TokenMask(256);
            state.Fill(mask);
            masks.Add(mask.Words.ToArray());
            state.Accept(value);
        }

        Assert.True(state.CanEnd);
        return masks;
    }
}
