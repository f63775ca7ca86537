using System.Security.Cryptography;
using Switchyard.Inference.Embeddings;
using Switchyard.Inference.Execution;
using Switchyard.Inference.Models;
using Switchyard.Inference.Scheduling;

namespace Switchyard.Inference.Tests.Models;

public sealed class FileHashesTests
{
    private const string Zeros = "0000000000000000000000000000000000000000000000000000000000000000";

    [Fact]
    public async Task Load_HashesThatFit_ServesTheModel()
    {
        using var folder = new SmallModelCopy("llama");
        var upper = Hash(folder["tokenizer.json"]).ToUpperInvariant();
        Write(folder, $$"""{"model.onnx": "{{Hash(folder["model.onnx"])}}", "model.onnx.data": "{{Hash(folder["model.onnx.data"])}}", "tokenizer.json": "{{upper}}"}""");

        await using var model = Load(folder);

        Assert.Equal(3, model.Manifest.Sha256!.Count);
    }

    [Theory]
    [InlineData("model.onnx.data")]
    [InlineData("tokenizer_config.json")]
    public void Load_FileThatWasExchanged_NamesItAndBothHashes(string file)
    {
        using var folder = new SmallModelCopy("llama");
        var expected = Hash(folder[file]);
        Write(folder, $$"""{"{{file}}": "{{expected}}"}""");
        var bytes = File.ReadAllBytes(folder[file]);
        bytes[^3] ^= 1;
        File.WriteAllBytes(folder[file], bytes);

        Assert.Equal(
            $"The SHA-256 of {folder[file]} is {Hash(folder[file])}, but switchyard.json says {expected}. Copy or download the file again; if it was changed on purpose, correct 'sha256'.",
            Refuse(folder));
    }

    [Theory]
    [InlineData("[]", "'sha256' must be an object of file names and their hashes.")]
    [InlineData("{\"model.onnx\": 5}", "the hash of 'model.onnx' in 'sha256' must be 64 hexadecimal digits.")]
    [InlineData("{\"model.onnx\": \"abc\"}", "the hash of 'model.onnx' in 'sha256' must be 64 hexadecimal digits.")]
    [InlineData("{\"model.onnx\": \"g000000000000000000000000000000000000000000000000000000000000000\"}", "the hash of 'model.onnx' in 'sha256' must be 64 hexadecimal digits.")]
    [InlineData("{\"model.onnx\": \"" + Zeros + "\", \"model.onnx\": \"" + Zeros + "\"}", "'sha256' names 'model.onnx' twice.")]
    [InlineData("{\"other.onnx\": \"" + Zeros + "\"}", "The model folder has no other.onnx")]
    [InlineData("{\"\": \"" + Zeros + "\"}", "sha256 '' must be a file inside the model folder")]
    [InlineData("{\"../secret\": \"" + Zeros + "\"}", "sha256 '../secret' must be a file inside the model folder")]
    [InlineData("{\"/etc/passwd\": \"" + Zeros + "\"}", "sha256 '/etc/passwd' must be a file inside the model folder")]
    public void Load_ListThatIsNone_SaysWhatIsWrong(string list, string problem)
    {
        using var folder = new SmallModelCopy("llama");
        Write(folder, list);

        Assert.Contains(problem, Refuse(folder), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_ListedLinkOutOfTheFolder_IsRefused()
    {
        using var folder = new SmallModelCopy("llama");
        var outside = Path.Combine(folder.Path, "..", "outside");
        File.WriteAllText(outside, "secret");
        File.CreateSymbolicLink(folder["extra"], outside);
        Write(folder, $$"""{"extra": "{{Hash(outside)}}"}""");

        Assert.Contains("sha256 'extra' must be a file inside the model folder, not a path or a link that leaves it.", Refuse(folder), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_EmbedderThatWasExchanged_IsRefused()
    {
        using var folder = new SmallModelCopy("bert");
        Write(folder, $$"""{"1_Pooling/config.json": "{{Zeros}}"}""");

        var exception = Assert.Throws<ModelLoadException>(() => { new EmbeddingRunner().Load(folder.Path, new RunnerOptions()); });

        Assert.StartsWith($"The SHA-256 of {folder["1_Pooling/config.json"]} is ", exception.Message, StringComparison.Ordinal);
    }

    private static void Write(SmallModelCopy folder, string list) => File.WriteAllText(folder["switchyard.json"], "{\"sha256\": " + list + "}");

    private static string Hash(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));

    private static InferenceModel Load(SmallModelCopy folder) => InferenceModel.Load(folder.Path, new ExecutionOptions { Slots = 1 }, new SchedulingOptions());

    private static string Refuse(SmallModelCopy folder) => Assert.Throws<ModelLoadException>(() => { Load(folder); }).Message;
}
