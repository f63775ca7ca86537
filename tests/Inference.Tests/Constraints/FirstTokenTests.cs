using Switchyard.Inference.Constraints;
using Switchyard.Inference.Constraints.Matching;
using Switchyard.Inference.Tokenization;

namespace Switchyard.Inference.Tests.Constraints;

/// <summary>Tokenizers that drop the space of the token which begins a text: what is decoded must satisfy the constraint, not what is encoded.</summary>
public sealed class FirstTokenTests
{
    [Theory]
    [InlineData("sentencepiece-bpe.json", "[a-z]{1,12}")]
    [InlineData("sentencepiece-bpe.json", "(?:the|a)(?: [a-z]{1,9}){1,3}")]
    [InlineData("sentencepiece-bpe.json", " {1,3}[a-z]{1,5}")]
    [InlineData("sentencepiece-bpe.json", "\\{\"a\": [0-9]{1,3}\\}")]
    [InlineData("sentencepiece-bpe.json", "[àé]{1,3}x?")]
    [InlineData("unigram.json", "(?:the|a)(?: [a-z]{1,9}){1,3}")]
    public void Text_DecodedByTheTokenizer_MatchesExactly(string file, string pattern)
    {
        var tokenizer = Load(file);
        var vocabulary = ConstraintVocabulary.Create(tokenizer, tokenizer.Count);
        var constraint = new ConstraintCompiler(vocabulary, 4).CompileRegex(pattern);
        for (var seed = 0; seed < 20; seed++)
        {
            Assert.Matches($"^(?:{pattern})$", tokenizer.Decode(Write(constraint, vocabulary.Width, new Random(seed)), skipSpecial: true));
        }
    }

    [Fact]
    public void FirstMask_EveryToken_IsWhatItsFirstBytesSay()
    {
        var tokenizer = Load("sentencepiece-bpe.json");
        var vocabulary = ConstraintVocabulary.Create(tokenizer, tokenizer.Count);
        var state = (GrammarState)new ConstraintCompiler(vocabulary, 4).CompileRegex("(?:the|[a-c]+)(?: [a-z]+)*").Start();
        var mask = new TokenMask(vocabulary.Width);

        state.Fill(mask);

        for (var id = 0; id < vocabulary.Width; id++)
        {
            var bytes = tokenizer.GetFirstBytes(id, skipSpecial: true);
            Assert.Equal(!bytes.IsEmpty && state.Allows(bytes), mask[id]);
        }
    }

    [Fact]
    public void Vocabulary_TokensAlikeEverywhere_KeepsNoSecondTrie() =>
        Assert.Null(ConstraintVocabulary.Create(Tokenizer.Load(Path.Combine(PocketModel.Folder, "tokenizer.json")), 2048).FirstTrie);

    private static Tokenizer Load(string file) => Tokenizer.Load(Path.Combine(AppContext.BaseDirectory, "Tokenization", "Data", file));

    private static List<int> Write(IConstraint constraint, int width, Random random)
    {
        var state = constraint.Start();
        var mask = new TokenMask(width);
        var tokens = new List<int>();
        while (true)
        {
            state.Fill(mask);
            int[] allowed = [.. Enumerable.Range(0, width).Where(id => mask[id])];
            if (allowed.Length == 0 || (state.CanEnd && random.Next(4) == 0))
            {
                Assert.True(state.CanEnd);
                return tokens;
            }

            tokens.Add(allowed[random.Next(allowed.Length)]);
            state.Accept(tokens[^1]);
        }
    }
}
