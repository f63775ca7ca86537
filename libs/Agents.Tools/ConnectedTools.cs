using Switchyard.Agents.Tools.Code;
using Switchyard.Agents.Tools.Csv;
using Switchyard.Agents.Tools.Images;
using Switchyard.Agents.Tools.Json;
using Switchyard.Agents.Tools.Search;
using Switchyard.Agents.Tools.Weather;
using Switchyard.Agents.Tools.Web;

namespace Switchyard.Agents.Tools;

/// <summary>The tools that need more than the framework: the web, a sandbox, other formats.</summary>
public static class ConnectedTools
{
    /// <summary>Makes one of each.</summary>
    public static IReadOnlyList<ITool> Create(ConnectedToolServices services)
    {
        ArgumentNullException.ThrowIfNull(services);
        return
        [
            .. CreateWebSearch(services),
            new FetchUrlTool(services.Web),
            new HttpGetTool(services.Web),
            new WeatherTool(services.Weather),
            new CallWebhookTool(services.Web),
            new SearchDocumentsTool(services.Documents),
            new CsvQueryTool(services.Files),
            new CsvToJsonTool(services.Files),
            new CsvStatisticsTool(services.Files),
            new ValidateJsonTool(),
            new RunCodeTool(services.Sandbox, services.Artefacts, services.Time),
            new ImageInfoTool(services.Files),
        ];
    }

    private static IEnumerable<ITool> CreateWebSearch(ConnectedToolServices services) => services.WebSearch is { } search ? [new WebSearchTool(search)] : [];
}
