using Switchyard.Agents.Memory;
using Switchyard.Agents.Tools.Calculation;
using Switchyard.Agents.Tools.Files;
using Switchyard.Agents.Tools.Memory;
using Switchyard.Agents.Tools.Random;
using Switchyard.Agents.Tools.Text;
using Switchyard.Agents.Tools.Time;
using Switchyard.Agents.Tools.Units;

namespace Switchyard.Agents.Tools;

/// <summary>The tools that come with the product.</summary>
public static class BuiltInTools
{
    /// <summary>Makes one of each; adding a tool costs one file and one line here.</summary>
    public static ToolBox Create(IMemoryStore memory, UserFiles files, TimeProvider time) => new(
    [
        new CalculatorTool(),
        new CurrentTimeTool(time),
        new ConvertUnitsTool(),
        new DateDifferenceTool(),
        new TextStatsTool(),
        new RandomNumberTool(),
        new GenerateUuidTool(),
        new HashTextTool(),
        new Base64EncodeTool(),
        new RememberTool(memory),
        new RecallTool(memory),
        new ReadFileTool(files),
        new WriteFileTool(files),
        new ListFilesTool(files),
    ]);
}
