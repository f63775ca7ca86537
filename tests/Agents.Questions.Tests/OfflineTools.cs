using Switchyard.Agents.Tests.Tools;
using Switchyard.Agents.Tools;
using Switchyard.Agents.Tools.Communication;
using Switchyard.Agents.Tools.Files;
using Switchyard.Agents.Tools.Weather;
using Switchyard.Agents.Tools.Web;
using Switchyard.OutboundHttp;

namespace Switchyard.Agents.Questions.Tests;

/// <summary>All tools that a host has but those which ask the web, which is not there: also what no question needs is in the model's way.</summary>
internal static class OfflineTools
{
    public static ToolBox Create(UserFiles files)
    {
        var builtIn = BuiltInTools.Create(new BuiltInToolServices
        {
            Memory = new InMemoryStore(),
            Files = files,
            Inbox = new MemoryMessageInbox(maxMessages: 10),
            Time = TimeProvider.System,
        });
        var web = new WebReader(new OutboundHttpClient(new OutboundHttpOptions(), TimeProvider.System), new WebReaderOptions(), TimeProvider.System);
        var connected = ConnectedTools.Create(new ConnectedToolServices { Files = files, Web = web, Weather = new OpenMeteo(web, new OpenMeteoOptions()), Time = TimeProvider.System });
        return new ToolBox([.. builtIn.All, .. connected.Where(static tool => tool is not (FetchUrlTool or HttpGetTool or CallWebhookTool or WeatherTool))]);
    }
}
