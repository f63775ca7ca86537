using Switchyard.Inference.Models;
using Switchyard.Tests.Common.Models;

namespace Switchyard.Inference.Tests.Models;

public sealed class ModelManifestTests
{
    [Fact]
    public void Read_AllMembers_AreRead()
    {
        using var folder = new ModelFolderCopy();
        folder.Write("switchyard.json", """{"name":"big","description":"A big one.","demo":false,"recommended_prompt_tokens":4000}""");

        Assert.Equal(new ModelManifest { Name = "big", Description = "A big one.", RecommendedPromptTokens = 4000 }, ModelManifest.Read(folder.Path));
    }

    [Fact]
    public void Read_NoMembers_TakesTheDefaults()
    {
        using var folder = new ModelFolderCopy();
        folder.Write("switchyard.json", "{}");

        Assert.Equal(new ModelManifest { Name = Path.GetFileName(folder.Path) }, ModelManifest.Read(folder.Path + "/"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("line\\nbreak")]
    [InlineData("a123456789a123456789a123456789a123456789a123456789a123456789a123456789a123456789a123456789a123456789a123456789a123456789a12345678")]
    public void Read_NameThatIsNone_IsRefused(string name)
    {
        using var folder = new ModelFolderCopy();
        folder.Write("switchyard.json", $$"""{"name":"{{name}}"}""");

        Assert.EndsWith("'name' must have 1 to 128 characters and no blanks.", Assert.Throws<ModelLoadException>(() => ModelManifest.Read(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_BrokenFile_NamesIt()
    {
        using var folder = new ModelFolderCopy();
        folder.Write("switchyard.json", "[");

        Assert.StartsWith($"The file {Path.Combine(folder.Path, "switchyard.json")} is not valid JSON", Assert.Throws<ModelLoadException>(() => ModelManifest.Read(folder.Path)).Message, StringComparison.Ordinal);
    }
}
