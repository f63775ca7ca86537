using System.Text.Json;
using System.Text.RegularExpressions;
using Switchyard.Inference.Constraints;
using Switchyard.Inference.Tokenization;

namespace Switchyard.Inference.Tests.Constraints;

/// <summary>Masks of the embedded model's vocabulary, compared with trying every token.</summary>
public sealed class MaskTests
{
    private static readonly ConstraintVocabulary s_vocabulary = ConstraintVocabulary.Create(Tokenizer.Load(Path.Combine(PocketModel.Folder, "tokenizer.json")), 2048);
    private static readonly ConstraintCompiler s_compiler = new(s_vocabulary, 16);

    [Theory]
    [InlineData("[a-z ]{1,40}")]
    [InlineData("(?:[ -~ü]{1,9}\\n){1,3}")]
    [InlineData("(?:[a-z]{2,5}[ ,])*[A-Z]?\\w{0,12}")]
    [InlineData("(?:the|then|there|[a-z]+ing)(?: [a-z]{1,3})*")]
    [InlineData("[^]*")]
    [InlineData("(?:[a-z0-9._-]+@[a-z0-9-]+(?:\\.[a-z0-9-]+)+\\n){1,2}")]
    public void Masks_OfRegexes_AreWhatEveryTokenSays(string pattern)
    {
        var constraint = s_compiler.CompileRegex(pattern);
        for (var seed = 0; seed < 3; seed++)
        {
            var text = new RandomWalk(s_vocabulary, seed).Write(constraint, checkEvery: 4);
            Assert.Matches(new Regex($"^(?:{pattern.Replace("[^]", "[\\s\\S]", StringComparison.Ordinal)})$", RegexOptions.ECMAScript), text);
        }
    }

    [Theory]
    [InlineData("""{"type":"string","maxLength":9}""")]
    [InlineData("""{"type":"string","minLength":3,"maxLength":30}""")]
    [InlineData("""{"type":"string","pattern":"^[a-z ]*$","minLength":2,"maxLength":20}""")]
    [InlineData("""{"type":"string","pattern":"[a-z]{2} [0-9]","maxLength":900}""")]
    [InlineData("""{"type":"object","properties":{"the":{"type":"integer"},"then":{"type":"integer"},"there":{}}}""")]
    [InlineData("""{"type":"array","items":{"anyOf":[{"type":"string"},{"type":"string","maxLength":3},{"type":"number"}]},"minItems":2}""")]
    [InlineData("{}")]
    public void Masks_OfSchemas_AreWhatEveryTokenSays(string schema)
    {
        var constraint = s_compiler.CompileJsonSchema(JsonElement.Parse(schema));
        for (var seed = 0; seed < 3; seed++)
        {
            Assert.NotNull(new RandomWalk(s_vocabulary, seed).Write(constraint, checkEvery: 4));
        }
    }

    [Theory]
    [InlineData(ToolCallMode.Auto)]
    [InlineData(ToolCallMode.Required)]
    public void Masks_OfToolCalls_AreWhatEveryTokenSays(ToolCallMode mode)
    {
        var tools = new[] { new ToolFunction("add", JsonElement.Parse("""{"type":"object","properties":{"a":{"type":"integer"}}}""")), new ToolFunction("now", null) };
        var constraint = s_compiler.CompileToolCalls(tools, ToolCallFormat.Hermes, mode, 2);

        for (var seed = 0; seed < 5; seed++)
        {
            Assert.NotNull(new RandomWalk(s_vocabulary, seed).Write(constraint, checkEvery: 4));
        }
    }

    [Fact]
    public void Masks_AskedForAgain_AreTheSame()
    {
        var constraint = s_compiler.CompileJson();
        var (first, second) = (new TokenMask(2048), new TokenMask(2048));
        var text = "{\"a\": [1, \"bc"u8.ToArray();
        for (var length = 0; length <= text.Length; length++)
        {
            var states = new[] { constraint.Start(), constraint.Start() };
            foreach (var state in states.Cast<Inference.Constraints.Matching.GrammarState>())
            {
                Assert.True(state.TryAdvance(text.AsSpan(0, length)));
            }

            states[0].Fill(first);
            states[1].Fill(second);
            Assert.Equal(first.Words, second.Words);
        }
    }
}
