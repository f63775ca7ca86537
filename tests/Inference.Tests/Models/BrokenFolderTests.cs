using System.Diagnostics;
using Switchyard.Inference.Embeddings;
using Switchyard.Inference.Execution;
using Switchyard.Inference.Models;
using Switchyard.Inference.Scheduling;

namespace Switchyard.Inference.Tests.Models;

/// <summary>Folders that are cut off, contradict themselves or reach out: each is refused with a reason (F62, B99).</summary>
public sealed class BrokenFolderTests
{
    private const string Config = "genai_config.json";
    private const string Weights = "model.onnx.data";

    [Theory]
    [InlineData("\"search\": {", "\"extra\": 1, \"search\": {", "'extra' is not known.")]
    [InlineData("\"type\": \"llama\"", "\"type\": \"llama\", \"rope_scale\": 2", "'model.rope_scale' is not known.")]
    [InlineData("\"head_size\"", "\"v_head_size\": 8, \"head_size\"", "'model.decoder.v_head_size' is not known.")]
    [InlineData("\"input_ids\": \"input_ids\"", "\"input_ids\": \"input_ids\", \"seed\": \"seed\"", "'model.decoder.inputs.seed' is not known.")]
    [InlineData("\"logits\": \"logits\"", "\"logits\": \"logits\", \"state\": \"state\"", "'model.decoder.outputs.state' is not known.")]
    [InlineData("\"head_size\"", "\"pipeline\": [], \"head_size\"", "'model.decoder.pipeline' belongs to a kind of model that is not served")]
    [InlineData("\"type\": \"llama\"", "\"type\": \"llama\", \"vision\": {}", "'model.vision' belongs to a kind of model that is not served")]
    [InlineData("\"head_size\"", "\"sliding_window\": {\"window_size\": 8}, \"head_size\"", "'model.decoder.sliding_window' with a sliding cache")]
    [InlineData("\"head_size\"", "\"layer_types\": [\"conv\"], \"head_size\"", "'model.decoder.layer_types' has layers that are no attention")]
    [InlineData("\"log_id\"", "\"custom_ops_library\": \"evil.so\", \"log_id\"", "would run code of the model folder")]
    [InlineData("\"past_present_share_buffer\": true", "\"past_present_share_buffer\": false", "past_present_share_buffer must be true")]
    [InlineData("\"filename\": \"model.onnx\"", "\"filename\": \"/etc/passwd\"", "'/etc/passwd' must be a file inside the model folder")]
    [InlineData("\"filename\": \"model.onnx\"", "\"filename\": \"a/../../model.onnx\"", "must be a file inside the model folder")]
    [InlineData("\"filename\": \"model.onnx\"", "\"filename\": \"C:\\\\model.onnx\"", "must be a file inside the model folder")]
    [InlineData("\"filename\": \"model.onnx\"", "\"filename\": \"other.onnx\"", "The model folder has no other.onnx")]
    [InlineData("\"type\": \"llama\"", "\"type\": \"llama\", \"tokenizer_dir\": \"../x\"", "must be a file inside the model folder")]
    [InlineData("\"vocab_size\": 288", "\"vocab_size\": 300", "are 288 wide, but genai_config.json says model.vocab_size 300.")]
    [InlineData("\"vocab_size\": 288", "\"vocab_size\": 2147483648", "'vocab_size' must be a whole number above 0.")]
    [InlineData("\"context_length\": 128", "\"context_length\": 1e400", "'context_length' must be a whole number above 0.")]
    [InlineData("\"num_hidden_layers\": 2", "\"num_hidden_layers\": 2147483647", "says 2147483647 layers, but the graph of")]
    [InlineData("\"num_key_value_heads\": 2", "\"num_key_value_heads\": 2147483647", "but genai_config.json says 2147483647 heads of size 16.")]
    [InlineData("\"head_size\": 16", "\"head_size\": 2147483647", "but genai_config.json says 2 heads of size 2147483647.")]
    [InlineData("  273\n", "  \"x\"\n", "'model.eos_token_id' must be a token's number")]
    [InlineData("  273\n", "  288\n", "names the token 288, but model.vocab_size is 288.")]
    [InlineData("\"bos_token_id\": 272", "\"bos_token_id\": -1", "names the token -1, but model.vocab_size is 288.")]
    [InlineData("\"do_sample\": false", "\"do_sample\": true, \"temperature\": \"hot\"", "'search.temperature' is out of range or no number.")]
    [InlineData("\"inputs\": {", "\"inputs\": 5, \"unused\": {", "'model.decoder.unused' is not known.")]
    public void Load_Configuration_SaysWhatIsWrong(string old, string with, string problem)
    {
        using var folder = new SmallModelCopy("llama");
        folder.Replace(Config, old, with);

        Assert.Contains(problem, Refuse(folder).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"search\": {", "\"search\": {\"new_option\": 1,")]
    [InlineData("\"search\": {", "\"engine\": {\"new\": {}}, \"search\": {")]
    [InlineData("\"log_id\"", "\"session.any.entry\": \"1\", \"log_id\"")]
    [InlineData("\"head_size\"", "\"sliding_window\": {\"window_size\": 8, \"slide_key_value_cache\": false}, \"head_size\"")]
    public async Task Load_OptionsOfNewerVersions_AreIgnored(string old, string with)
    {
        using var folder = new SmallModelCopy("llama");
        folder.Replace(Config, old, with);

        await using var model = Load(folder.Path);

        Assert.Equal(128, model.ContextLength);
    }

    [Theory]
    [InlineData(Config, "{\"model\":", "is not valid JSON")]
    [InlineData("tokenizer.json", "[1", "is not valid JSON")]
    [InlineData("tokenizer.json", "{\"model\": {\"vocab\": 5, \"merges\": []}}", "'model.vocab': 5 is refused: an object is expected.")]
    [InlineData("tokenizer.json", "[]", "the file must hold a JSON object.")]
    [InlineData("tokenizer_config.json", "\"text\"", null)]
    [InlineData("model.onnx", "", "is not a whole ONNX model: it has 0 graphs")]
    public void Load_FileOfAnotherKind_IsRefusedOrRead(string file, string text, string? problem)
    {
        using var folder = new SmallModelCopy("llama");
        File.WriteAllText(folder[file], text);

        var exception = Record.Exception(() => Load(folder.Path).DisposeAsync().AsTask().Wait(TestContext.Current.CancellationToken));

        Assert.Equal(problem is not null, exception is ModelLoadException);
        Assert.Contains(problem ?? string.Empty, exception?.Message ?? string.Empty, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_DeepJson_IsRefused()
    {
        using var folder = new SmallModelCopy("llama");
        File.WriteAllText(folder[Config], new string('[', 100_000));

        Assert.Contains("is not valid JSON", Refuse(folder).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_TokenBeyondTheVocabulary_IsRefused()
    {
        using var folder = new SmallModelCopy("llama");
        folder.Replace("tokenizer.json", "\"id\": 275", "\"id\": 300");

        Assert.Contains("has the id 300, but model.vocab_size in genai_config.json is 288.", Refuse(folder).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_MissingExternalData_IsRefused()
    {
        using var folder = new SmallModelCopy("llama");
        File.Delete(folder[Weights]);

        Assert.StartsWith($"The model folder has no {Weights} (looked for {folder[Weights]})", Refuse(folder).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_TruncatedExternalData_NamesTheWeight()
    {
        using var folder = new SmallModelCopy("llama");
        folder.Cut(Weights, new FileInfo(folder[Weights]).Length - 1);

        Assert.StartsWith("The weight 'model.norm.weight' of", Refuse(folder).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("model.onnx.data", "../../../passwd")]
    [InlineData("model.onnx.data", "/etc/passwd.txt")]
    public void Load_ExternalDataOutsideTheFolder_IsRefused(string location, string with)
    {
        using var folder = new SmallModelCopy("llama");
        folder.ReplaceBytes("model.onnx", System.Text.Encoding.UTF8.GetBytes(location), System.Text.Encoding.UTF8.GetBytes(with));

        Assert.Contains($"'{with}' must be a file inside the model folder", Refuse(folder).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("model.onnx")]
    [InlineData(Weights)]
    [InlineData("tokenizer.json")]
    [InlineData("tokenizer_config.json")]
    [InlineData(Config)]
    public void Load_LinkOutOfTheFolder_IsRefused(string file)
    {
        using var folder = new SmallModelCopy("llama");
        var outside = Path.Combine(folder.Path, "..", "outside");
        File.Move(folder[file], outside);
        File.CreateSymbolicLink(folder[file], outside);

        Assert.Contains($"'{file}' must be a file inside the model folder, not a path or a link that leaves it.", Refuse(folder).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("llama", Config)]
    [InlineData("llama", "model.onnx")]
    [InlineData("llama", Weights)]
    [InlineData("llama", "tokenizer.json")]
    [InlineData("llama", "tokenizer_config.json")]
    [InlineData("llama", "chat_template.jinja")]
    [InlineData("llama", "additional_chat_templates/rag.jinja")]
    [InlineData("llama", "switchyard.json")]
    [InlineData("bert", "model.onnx")]
    [InlineData("bert", "modules.json")]
    [InlineData("bert", "config.json")]
    [InlineData("bert", "tokenizer.json")]
    [InlineData("bert", "switchyard.json")]
    public async Task Load_PipeInsteadOfAFile_IsRefused(string model, string file)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes are told from files on Linux.");
        using var folder = new SmallModelCopy(model);
        Directory.CreateDirectory(Path.GetDirectoryName(folder[file])!);
        File.Delete(folder[file]);
        using (var program = Process.Start("mkfifo", [folder[file]]))
        {
            await program.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, program.ExitCode);
        }

        var exception = Assert.Throws<ModelLoadException>(() =>
        {
            var runner = new RunnerRegistry([new NativeRunner(), new EmbeddingRunner()]).Find(folder.Path, null);
            runner.Inspect(folder.Path, new RunnerOptions());
            runner.Load(folder.Path, new RunnerOptions());
        });

        Assert.StartsWith($"{folder[file]} is not a regular file: ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_DirectoryInsteadOfAFile_IsRefused()
    {
        using var folder = new SmallModelCopy("llama");
        File.Delete(folder["tokenizer.json"]);
        Directory.CreateDirectory(folder["tokenizer.json"]);

        Assert.StartsWith($"{folder["tokenizer.json"]} is not a regular file: ", Refuse(folder).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_LinkInsideTheFolder_IsFollowed()
    {
        using var folder = new SmallModelCopy("qwen2");
        File.Move(folder["model.onnx"], folder["real.onnx"]);
        File.CreateSymbolicLink(folder["model.onnx"], folder["real.onnx"]);

        await using var model = Load(folder.Path);

        Assert.Equal("qwen2", model.Manifest.Name);
    }

    // The shape 288 x 32 of the embedding becomes 2^62 x 32, then 288 x 33.
    [Theory]
    [InlineData(new byte[] { 0x08, 0xA0, 0x02, 0x08, 0x20 }, new byte[] { 0x08, 0xA0, 0x02, 0x08, 0x21 }, "but its shape needs 38016")]
    [InlineData(new byte[] { 0x08, 0xA0, 0x02, 0x08, 0x20 }, new byte[] { 0x08, 0xA0, 0x82, 0x80, 0x20 }, "")]
    public void Load_ShapeThatDoesNotFitItsData_IsRefused(byte[] shape, byte[] with, string problem)
    {
        using var folder = new SmallModelCopy("qwen2");
        folder.ReplaceBytes("model.onnx", shape, with);

        Assert.Contains(problem, Refuse(folder).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_GraphWithoutGroupQueryAttention_SaysHowToExport() =>
        Assert.Equal(
            $"The graph of {Path.Combine(SmallModel.Folder("no-gqa"), "model.onnx")} has no GroupQueryAttention, so its keys and values cannot stay in place. "
            + "Export the model with ONNX Runtime GenAI's model builder for the CPU. As it is, the runner 'genai' of the full package profile runs it (-p:Feed=full).",
            Refuse(SmallModel.Folder("no-gqa")).Message);

    // The file's beginning at random lengths, and random changes of single bytes: refused or loaded, and nothing else.
    [Fact]
    public void Inspect_DamagedModelFile_IsRefusedOrRead()
    {
        using var folder = new SmallModelCopy("llama");
        var whole = File.ReadAllBytes(folder["model.onnx"]);
        var random = new Random(7);
        for (var i = 0; i < 200; i++)
        {
            var bytes = i < 100 ? whole[..random.Next(whole.Length)] : (byte[])whole.Clone();
            if (i >= 100)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            File.WriteAllBytes(folder["model.onnx"], bytes);
            var exception = Record.Exception(() => { new NativeRunner().Inspect(folder.Path, new RunnerOptions()); });

            Assert.True(exception is null or ModelLoadException, $"case {i}: {exception}");
        }
    }

    [Fact]
    public void Inspect_Folder_MeasuresItsFilesAndItsCache()
    {
        var footprint = new NativeRunner().Inspect(SmallModel.Folder("llama"), new RunnerOptions { Execution = new ExecutionOptions { Slots = 3 } });

        var files = new DirectoryInfo(SmallModel.Folder("llama")).GetFiles("model.onnx*").Sum(file => file.Length);
        Assert.Equal(new ModelFootprint(files, 2L * 2 * 2 * 16 * 128 * 3 * 4), footprint);
    }

    private static InferenceModel Load(string folder) => InferenceModel.Load(folder, new ExecutionOptions { Slots = 1 }, new SchedulingOptions());

    private static ModelLoadException Refuse(SmallModelCopy folder) => Refuse(folder.Path);

    private static ModelLoadException Refuse(string folder) => Assert.Throws<ModelLoadException>(() => { Load(folder); });
}
