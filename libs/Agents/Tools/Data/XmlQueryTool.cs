using System.Xml;
using System.Xml.XPath;

namespace Switchyard.Agents.Tools.Data;

/// <summary>Reads values out of XML. There are no document types, hence no entities, and nothing outside is read; a query has so many steps and no more.</summary>
public sealed class XmlQueryTool : ComputedTool
{
    private const int MaxNodes = 200;
    private const int MaxSteps = 2_000_000;

    private static readonly XmlReaderSettings s_reading = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = 1_000_000, MaxCharactersFromEntities = 1_000 };

    /// <inheritdoc/>
    public override ToolDefinition Definition { get; } = new()
    {
        Name = "xml_query",
        Description = "Read values out of XML by an XPath expression.",
        Category = ToolCategories.Data,
        WhenToUse = "Use it to get elements, attributes or counts out of an XML document.",
        Parameters =
        [
            new("xml", ToolParameterKind.Text, "The XML document, without a DOCTYPE.") { MaxLength = 500_000 },
            new("xpath", ToolParameterKind.Text, "For example //book/@title or count(//book); use local-name() for names with a namespace.") { MaxLength = 500 },
        ],
        Tags = ["xml", "xpath", "element", "attribute", "node", "query"],
        Examples = ["Get all titles in this XML", "Evaluate the XPath count(//item)"],
    };

    /// <inheritdoc/>
    protected override ToolResult Compute(ToolArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        try
        {
            using var text = new StringReader(arguments.GetText("xml"));
            using var reader = XmlReader.Create(text, s_reading);
            var navigator = new MeteredNavigator(new XPathDocument(reader, XmlSpace.Preserve).CreateNavigator(), new StepMeter(MaxSteps));
            return ToResult(navigator.Evaluate(arguments.GetText("xpath")));
        }
        catch (XmlException exception)
        {
            return ToolResult.Failure(exception.LineNumber > 0 ? $"the XML is wrong at line {exception.LineNumber}, column {exception.LinePosition}" : "the XML is wrong, or has a DOCTYPE");
        }
        catch (XPathException)
        {
            return ToolResult.Failure("the XPath expression is wrong");
        }
        catch (StepLimitException)
        {
            return ToolResult.Failure("the XPath expression takes too many steps; name the elements on the way");
        }
    }

    private static ToolResult ToResult(object value)
    {
        if (value is not XPathNodeIterator nodes)
        {
            return ToolResult.Success(value is bool flag ? flag ? "true" : "false" : Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!);
        }

        var found = new List<string>();
        while (nodes.MoveNext())
        {
            if (found.Count == MaxNodes)
            {
                found.Add($"(more than these {MaxNodes})");
                break;
            }

            found.Add(Write(nodes.Current!));
        }

        return found.Count == 0 ? ToolResult.Failure("the XPath expression finds nothing") : ToolResult.Success(string.Join('\n', found));
    }

    // An element with elements in it is shown as XML, everything else as the text it holds.
    private static string Write(XPathNavigator node) =>
        node.NodeType is XPathNodeType.Element or XPathNodeType.Root && node.SelectChildren(XPathNodeType.Element).MoveNext() ? node.OuterXml : node.Value;
}
