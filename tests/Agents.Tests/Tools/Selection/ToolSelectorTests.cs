using Switchyard.Agents.Tools;
using Switchyard.Agents.Tools.Files;
using Switchyard.Agents.Tools.Selection;

namespace Switchyard.Agents.Tests.Tools.Selection;

public sealed class ToolSelectorTests
{
    private const int Shown = 8;

    private readonly UserFiles _files = new(new UserFilesOptions { Root = "/nowhere" });
    private readonly ToolBox _tools;
    private readonly ToolSelector _selector;

    public ToolSelectorTests()
    {
        _tools = Toolbox.Create(_files);
        _selector = new ToolSelector(_tools);
    }

    [Fact]
    public void Select_ForEveryTrainedQuestion_ShowsTheRightTool()
    {
        var questions = Resource.Read("questions.json").EnumerateArray().Where(question => _tools.TryGet(question.GetProperty("tool").GetString()!, out _)).ToList();

        var missed = questions.Where(question => !Select(question.GetProperty("question").GetString()!).Contains(question.GetProperty("tool").GetString()!))
            .Select(question => question.GetProperty("question").GetString()).ToList();

        Assert.Equal(100, questions.Count);
        Assert.Empty(missed);
    }

    [Theory]
    [InlineData("What is 15*23?", "calculator")]
    [InlineData("How much is 4711 times 12?", "calculator")]
    [InlineData("What time is it in Tokyo?", "current_time")]
    [InlineData("Convert 3 km to miles", "convert_units")]
    [InlineData("What files are here?", "list_files")]
    [InlineData("Read notes.txt", "read_file")]
    [InlineData("Save \"hello\" in notes.txt.", "write_file")]
    [InlineData("Remember that my color is blue.", "remember")]
    [InlineData("What is the stored value of color?", "recall")]
    [InlineData("I need a GUID.", "generate_uuid")]
    [InlineData("Roll a random number from 1 to 6", "random_number")]
    [InlineData("Median of 3, 9, 4 and 7", "number_statistics")]
    [InlineData("Is 7919 a prime?", "prime_factors")]
    [InlineData("Rename draft.md to final.md", "move_file")]
    [InlineData("Delete old.log", "delete_file")]
    [InlineData("What weekday is 2026-11-20?", "get_weekday")]
    [InlineData("Pretty-print this JSON", "format_json")]
    [InlineData("Forget my color.", "forget")]
    public void Select_PlainQuestion_PutsTheToolFirst(string input, string tool) => Assert.Equal(tool, Select(input)[0]);

    [Fact]
    public void Select_AnyInput_ShowsNoMoreThanAsked() => Assert.Equal(Shown, Select("hello").Count);

    [Fact]
    public void Select_NothingMatches_KeepsTheOrder() =>
        Assert.Equal(_tools.All.Take(Shown).Select(tool => tool.Definition.Name), Select("xyzzy qwertz"));

    [Fact]
    public void Select_SameInput_GivesSameOrder() => Assert.Equal(Select("read the file and count words"), Select("read the file and count words"));

    [Fact]
    public void Definitions_OfTrainedTools_AreAsTrained()
    {
        var trained = Resource.Read("tools.json");

        foreach (var tool in _tools.All.Select(tool => tool.Definition).Where(tool => trained.TryGetProperty(tool.Name, out _)))
        {
            var expected = trained.GetProperty(tool.Name);
            Assert.Equal(expected.GetProperty("description").GetString(), tool.Description);
            TrainedParameters.Check(expected, tool);
        }
    }

    [Fact]
    public void Tools_WithoutAPackage_AreFortyAndMoreInEightCategories()
    {
        Assert.True(_tools.All.Count >= 40, $"{_tools.All.Count}");
        Assert.True(_tools.All.Select(tool => tool.Definition.Category).Distinct().Count() >= 8);
    }

    private List<string> Select(string input) => [.. _selector.Select(input, Shown).Select(tool => tool.Definition.Name)];
}
