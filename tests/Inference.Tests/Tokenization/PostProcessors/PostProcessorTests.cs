using Switchyard.Inference.Models;

namespace Switchyard.Inference.Tests.Tokenization.PostProcessors;

public sealed class PostProcessorTests(TokenizersPeer peer) : IClassFixture<TokenizersPeer>
{
    private const string Bert = """{"type": "BertProcessing", "sep": ["##b", 2], "cls": ["a", 1]}""";
    private const string Template = """{"type": "TemplateProcessing", "single": [{"SpecialToken": {"id": "a", "type_id": 0}}, {"SpecialToken": {"id": "##b", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "a", "type_id": 0}}], "pair": [], "special_tokens": {"a": {"id": "a", "ids": [1], "tokens": ["a"]}, "##b": {"id": "##b", "ids": [2], "tokens": ["##b"]}}}""";

    [Theory]
    [InlineData("null", new int[0], new int[0])]
    [InlineData("""{"type": "ByteLevel", "add_prefix_space": true, "trim_offsets": false, "use_regex": true}""", new int[0], new int[0])]
    [InlineData(Bert, new[] { 1 }, new[] { 2 })]
    [InlineData("""{"type": "RobertaProcessing", "sep": ["##b", 2], "cls": ["a", 1], "trim_offsets": true, "add_prefix_space": false}""", new[] { 1 }, new[] { 2 })]
    [InlineData(Template, new[] { 1, 2 }, new[] { 1 })]
    [InlineData("""{"type": "Sequence", "processors": [""" + Bert + ", " + Template + "]}", new[] { 1, 2, 1 }, new[] { 2, 1 })]
    public async Task Ids_AroundText_AreThePeers(string processor, int[] prefix, int[] suffix)
    {
        var source = TokenizerSource.With(("post_processor", processor));
        var tokenizer = source.Load();

        var expected = await peer.EncodeAsync(source, ["x"], add: true);

        Assert.Equal((IEnumerable<int>)[.. prefix, 0, .. suffix], expected[0]);
        Assert.Equal((IEnumerable<int>)prefix, tokenizer.PrefixIds);
        Assert.Equal((IEnumerable<int>)suffix, tokenizer.SuffixIds);
    }

    [Theory]
    [InlineData("""{"type": "Odd"}""", "'post_processor.type': \"Odd\" is refused: the post-processor is not served.")]
    [InlineData("""{"type": "BertProcessing", "sep": "x", "cls": ["a", 1]}""", "'post_processor.sep': \"x\" is refused: a pair of a token and its id is expected.")]
    [InlineData("""{"type": "TemplateProcessing", "single": []}""", "'post_processor.single': [] is refused: the sequence A is missing.")]
    [InlineData("""{"type": "TemplateProcessing", "single": [{"Sequence": {"id": "B"}}]}""", "'post_processor.single': [{\"Sequence\":{\"id\":\"B\"}}] is refused: special tokens around one sequence A are expected.")]
    [InlineData("""{"type": "TemplateProcessing", "single": [{"SpecialToken": {"id": "odd"}}]}""", "'post_processor.single[0].SpecialToken.id': \"odd\" is refused: there is no such token.")]
    public void Load_BrokenPostProcessor_IsRefused(string processor, string problem) =>
        Assert.Equal("tokenizer.json: " + problem, Assert.Throws<ModelLoadException>(() => TokenizerSource.With(("post_processor", processor)).Load()).Message);
}
