using Switchyard.Agents.Tools;
using Switchyard.Agents.Tools.Communication;
using Switchyard.Agents.Tools.Files;

namespace Switchyard.Agents.Tests.Tools;

/// <summary>All built-in tools over stores of a test.</summary>
internal static class Toolbox
{
    public static ToolBox Create(UserFiles files) => BuiltInTools.Create(new BuiltInToolServices
    {
        Memory = new InMemoryStore(),
        Files = files,
        Inbox = new MemoryMessageInbox(10),
        Time = TimeProvider.System,
    });
}
