using System.Text.Json;
using Switchyard.Agents.Tests.Tools;
using Switchyard.Agents.Tools.Communication;
using Switchyard.Agents.Tools.Files;
using Switchyard.Agents.Tools.Search;
using Switchyard.Agents.Tools.Weather;
using Switchyard.Agents.Tools.Web;
using Switchyard.OutboundHttp;

namespace Switchyard.Agents.Tools.Tests;

/// <summary>The tools of both libraries, and one call of one.</summary>
internal static class Tools
{
    public static ToolBox CreateAll(UserFiles files, OutboundHttpClient client)
    {
        var web = new WebReader(client, new WebReaderOptions(), TimeProvider.System);
        var builtIn = BuiltInTools.Create(new BuiltInToolServices
        {
            Memory = new InMemoryStore(),
            Files = files,
            Inbox = new MemoryMessageInbox(10),
            Time = TimeProvider.System,
        });
        var connected = ConnectedTools.Create(new ConnectedToolServices { Files = files, Web = web, Weather = new OpenMeteo(web, new OpenMeteoOptions()), WebSearch = new LocalSearch([]), Time = TimeProvider.System });
        return new ToolBox([.. builtIn.All, .. connected]);
    }

    public static Task<string> RunAsync(ITool tool, object arguments) => ToolRunner.RunAsync(tool, JsonSerializer.Serialize(arguments));
}
