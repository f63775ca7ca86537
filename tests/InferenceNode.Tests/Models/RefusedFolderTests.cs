using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Switchyard.InferenceNode.Tests.Models;

/// <summary>A model whose files are not what they should be is refused at load, with its name and reason, and the node goes on: rows F62 and B99.</summary>
public sealed class RefusedFolderTests
{
    private static readonly string s_zeros = new('0', 64);

    [Theory]
    [InlineData("truncated", "The weight '")]
    [InlineData("half a graph", "is not a whole ONNX model: ")]
    [InlineData("wrong hash", "The SHA-256 of ")]
    [InlineData("hash of another folder", "must be a file inside the model folder")]
    [InlineData("data outside", "'../../../passwd' must be a file inside the model folder")]
    [InlineData("absurd shape", "but its shape needs ")]
    [InlineData("code of its own", "would run code of the model folder")]
    [InlineData("no shared buffer", "the runner 'genai' of the full package profile runs it")]
    public async Task Load_DamagedFolder_IsRefusedAndTheNodeServes(string damage, string problem)
    {
        using var folders = new SmallFolders("llama", "qwen2");
        Damage(Path.Combine(folders.Root, "llama"), damage);
        await using var node = await LifecycleNode.StartAsync(null, ("Models:Folders:0", Path.Combine(folders.Root, "qwen2")), ("Models:Roots:0", folders.Root));

        var (status, error) = await node.FailAsync("/admin/models/llama/load", """{"folder":"llama"}""");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "model_load_failed"), (status, (string?)error["code"]));
        Assert.Contains(problem, (string?)error["message"], StringComparison.Ordinal);
        Assert.NotEmpty(await node.CompleteAsync("qwen2"));
    }

    [Fact]
    public async Task Load_ListedHashes_AreComparedEachTime()
    {
        using var folders = new SmallFolders("llama", "qwen2");
        var folder = Path.Combine(folders.Root, "llama");
        var weights = Path.Combine(folder, "model.onnx.data");
        var whole = await File.ReadAllBytesAsync(weights, TestContext.Current.CancellationToken);
        WriteHash(folder, "model.onnx.data", Convert.ToHexString(SHA256.HashData(whole)));
        await using var node = await LifecycleNode.StartAsync(null, ("Models:Folders:0", Path.Combine(folders.Root, "qwen2")), ("Models:Folders:1", folder));
        var before = await node.CompleteAsync("llama");
        await node.UnloadAsync("llama");
        var changed = (byte[])whole.Clone();
        changed[1000] ^= 64;
        await File.WriteAllBytesAsync(weights, changed, TestContext.Current.CancellationToken);

        var (_, error) = await node.FailAsync("/admin/models/llama/load", "{}");
        await File.WriteAllBytesAsync(weights, whole, TestContext.Current.CancellationToken);
        await node.LoadAsync("llama");

        Assert.StartsWith($"The SHA-256 of {weights} is ", (string?)error["message"], StringComparison.Ordinal);
        Assert.Equal(before, await node.CompleteAsync("llama"));
    }

    private static void Damage(string folder, string damage)
    {
        var (model, weights, config) = (Path.Combine(folder, "model.onnx"), Path.Combine(folder, "model.onnx.data"), Path.Combine(folder, "genai_config.json"));
        switch (damage)
        {
            case "truncated":
                File.WriteAllBytes(weights, File.ReadAllBytes(weights)[..^1]);
                break;
            case "half a graph":
                File.WriteAllBytes(model, File.ReadAllBytes(model)[..1000]);
                break;
            case "wrong hash":
                WriteHash(folder, "model.onnx.data", s_zeros);
                break;
            case "hash of another folder":
                WriteHash(folder, "../qwen2/model.onnx", s_zeros);
                break;
            case "data outside":
                ReplaceBytes(model, "model.onnx.data"u8, "../../../passwd"u8);
                break;
            case "absurd shape":
                // 288 x 32 of the embedding becomes 288 x 33.
                ReplaceBytes(model, [0x08, 0xA0, 0x02, 0x08, 0x20], [0x08, 0xA0, 0x02, 0x08, 0x21]);
                break;
            case "code of its own":
                Replace(config, "\"log_id\"", "\"custom_ops_library\": \"evil.so\", \"log_id\"");
                break;
            default:
                Replace(config, "\"past_present_share_buffer\": true", "\"past_present_share_buffer\": false");
                break;
        }
    }

    private static void WriteHash(string folder, string file, string hash) =>
        File.WriteAllText(Path.Combine(folder, "switchyard.json"), "{\"sha256\": {\"" + file + "\": \"" + hash + "\"}}");

    private static void Replace(string path, string old, string with) => File.WriteAllText(path, File.ReadAllText(path).Replace(old, with, StringComparison.Ordinal), new UTF8Encoding(false));

    private static void ReplaceBytes(string path, ReadOnlySpan<byte> old, ReadOnlySpan<byte> with)
    {
        var bytes = File.ReadAllBytes(path);
        with.CopyTo(bytes.AsSpan(bytes.AsSpan().IndexOf(old)));
        File.WriteAllBytes(path, bytes);
    }
}
