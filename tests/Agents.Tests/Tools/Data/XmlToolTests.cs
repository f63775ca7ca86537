using System.Text;
using System.Text.Json;
using Switchyard.Agents.Tools.Data;

namespace Switchyard.Agents.Tests.Tools.Data;

public sealed class XmlToolTests
{
    private const string Shop = """<shop><book id="1"><title>A &amp; B</title></book><book id="2"><title>C</title></book></shop>""";

    [Theory]
    [InlineData("//title", "A & B\nC")]
    [InlineData("//book/@id", "1\n2")]
    [InlineData("//book[@id='2']/title", "C")]
    [InlineData("count(//book)", "2")]
    [InlineData("//book/@id = 2", "true")]
    [InlineData("string(//title)", "A & B")]
    [InlineData("//none", "Error: the XPath expression finds nothing")]
    [InlineData("//book[", "Error: the XPath expression is wrong")]
    [InlineData("", "Error: the XPath expression is wrong")]
    public async Task Query_ByXPath_FindsNodes(string xpath, string expected) => Assert.Equal(expected, await AskAsync(Shop, xpath));

    [Fact]
    public async Task Query_ForAnElement_GivesItsXml() => Assert.Equal("<book id=\"2\">\n  <title>C</title>\n</book>", (await AskAsync(Shop, "//book[2]")).ReplaceLineEndings("\n"));

    [Fact]
    public async Task Xml_WithEntities_IsRefused()
    {
        const string Laughs = """<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><l>&c;</l>""";
        const string File = """<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><l>&a;</l>""";

        Assert.Equal("Error: the XML is wrong, or has a DOCTYPE", await AskAsync(Laughs, "/l"));
        Assert.Equal("Error: the XML is wrong, or has a DOCTYPE", await AskAsync(File, "/l"));
    }

    [Fact]
    public async Task Xml_ThatIsNone_SaysWhere() => Assert.Equal("Error: the XML is wrong at line 2, column 3", await AskAsync("<a>\n</b>", "/a"));

    [Fact]
    public async Task Query_ThatMultiplies_IsEnded()
    {
        var xml = $"<r>{string.Concat(Enumerable.Repeat("<a/>", 5_000))}</r>";

        Assert.StartsWith("Error: the XPath expression takes too many steps", await AskAsync(xml, "count(//*[count(//*[count(//*) > 0]) > 0])"));
        Assert.Equal("5001", await AskAsync(xml, "count(//*)"));
    }

    [Fact]
    public async Task Xml_NestedDeep_IsReadWithoutAStack()
    {
        const int Depth = 50_000;
        var xml = new StringBuilder().Insert(0, "<a>", Depth).Append('x').Insert(Depth * 3 + 1, "</a>", Depth).ToString();

        Assert.Equal("50000", await AskAsync(xml, "count(//a)"));
    }

    private static Task<string> AskAsync(string xml, string xpath) => ToolRunner.RunAsync(new XmlQueryTool(), JsonSerializer.Serialize(new { xml, xpath }));
}
