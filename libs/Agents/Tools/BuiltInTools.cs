using Switchyard.Agents.Tools.Calculation;
using Switchyard.Agents.Tools.Communication;
using Switchyard.Agents.Tools.Data;
using Switchyard.Agents.Tools.Files;
using Switchyard.Agents.Tools.Host;
using Switchyard.Agents.Tools.Human;
using Switchyard.Agents.Tools.Memory;
using Switchyard.Agents.Tools.Numbers;
using Switchyard.Agents.Tools.Outputs;
using Switchyard.Agents.Tools.Random;
using Switchyard.Agents.Tools.Text;
using Switchyard.Agents.Tools.Time;
using Switchyard.Agents.Tools.Units;

namespace Switchyard.Agents.Tools;

/// <summary>The tools that need nothing but the framework. Adding one costs one file and one line here.</summary>
public static class BuiltInTools
{
    /// <summary>Makes one of each. Where a selection cannot tell, the first ones are taken, so those people ask for most come first.</summary>
    public static ToolBox Create(BuiltInToolServices services)
    {
        ArgumentNullException.ThrowIfNull(services);
        return new ToolBox([.. CreateEveryday(services), .. CreateMath(), .. CreateText(), .. CreateRest(services)]);
    }

    private static ITool[] CreateEveryday(BuiltInToolServices services) =>
    [
        new CalculatorTool(),
        new CurrentTimeTool(services.Time),
        new ConvertUnitsTool(),
        new DateDifferenceTool(),
        new TextStatsTool(),
        new RandomNumberTool(),
        new GenerateUuidTool(),
        new HashTextTool(),
        new Base64EncodeTool(),
        new RememberTool(services.Memory, services.Hooks),
        new RecallTool(services.Memory, services.Hooks),
        new ReadFileTool(services.Files),
        new WriteFileTool(services.Files),
        new ListFilesTool(services.Files),
    ];

    private static ITool[] CreateMath() => [new NumberStatisticsTool(), new PercentageTool(), new ConvertBaseTool(), new PrimeFactorsTool(), new SolveQuadraticTool()];

    private static ITool[] CreateText() =>
    [
        new ReplaceTextTool(),
        new CountOccurrencesTool(),
        new FindPatternTool(),
        new ReplacePatternTool(),
        new SplitTextTool(),
        new JoinLinesTool(),
        new SortLinesTool(),
        new ChangeCaseTool(),
        new MakeSlugTool(),
        new CompareTextsTool(),
        new FillTemplateTool(),
        new Base64DecodeTool(),
        new UrlEncodeTool(),
        new UrlDecodeTool(),
    ];

    private static ITool[] CreateRest(BuiltInToolServices services) =>
    [
        new JsonQueryTool(),
        new FormatJsonTool(),
        new XmlQueryTool(),
        new AppendFileTool(services.Files),
        new CopyFileTool(services.Files),
        new MoveFileTool(services.Files),
        new DeleteFileTool(services.Files),
        new SearchFilesTool(services.Files),
        new FileInfoTool(services.Files),
        new AddDurationTool(),
        new ConvertTimeZoneTool(),
        new WeekdayTool(),
        new NextCronTimesTool(services.Time),
        new SearchMemoryTool(services.Memory, services.Hooks),
        new ListMemoryTool(services.Memory, services.Hooks),
        new ForgetTool(services.Memory, services.Hooks),
        new HostInfoTool(),
        new ReadOutputTool(),
        new SendMessageTool(services.Inbox, services.Time),
        new ReadMessagesTool(services.Inbox),
        .. HumanTools.Create(),
    ];
}
