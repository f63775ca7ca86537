using Switchyard.Agents;
using Switchyard.Agents.Backends;
using Switchyard.Agents.Client.Backends;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Events;
using Switchyard.Agents.Journal;
using Switchyard.Agents.Reasoning;
using Switchyard.Agents.Tools;
using Switchyard.Agents.Tools.Calculation;
using Switchyard.Agents.Tools.Text;
using Switchyard.Agents.Tools.Time;
using Switchyard.Agents.Tools.Units;

// dotnet run --project samples/agents/AskAgent -- "What is 123*456?" [http://localhost:7170 | agent.json]
var question = args.ElementAtOrDefault(0) ?? "What is 123*456?";
var where = args.ElementAtOrDefault(1) ?? "http://localhost:7170";

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, interrupt) =>
{
    interrupt.Cancel = true;
    stop.Cancel();
};

// A file says where the model is: agent.json has all of it. An address is a Router's.
var options = where.EndsWith(".json", StringComparison.Ordinal)
    ? AgentBackendOptions.Read(await File.ReadAllTextAsync(where, stop.Token))
    : new AgentBackendOptions { Name = "asker", OnlineEndpoints = [new OnlineEndpoint { Name = "router", Address = new Uri(where), ApiKeyVariable = "SWITCHYARD_API_KEY", MaxTries = 3 }] };

// Models of this process would need what runs them: with NativeLocalRunner.Register of libs/Agents.Local, "defaultTransport": "local" is all that changes, and the program is no longer small.
using var http = new HttpClient { Timeout = TimeSpan.FromMinutes(5) };
var journal = new MemoryRunJournal(TimeProvider.System);
using var model = new AgentFactory(http, new LocalRunners(), journal, TimeProvider.System).CreateModel(options, options.DefaultTransport);
var services = new AgentServices
{
    Model = model,
    Tools = new ToolBox([new CalculatorTool(), new ConvertUnitsTool(), new CurrentTimeTool(TimeProvider.System), new DateDifferenceTool(), new TextStatsTool()]),
};

// A journal in files instead lets a question be gone on with when the program was ended in the middle of it.
var agent = new GraphAgent(new AgentDefinition { Id = options.Name, SystemPrompt = options.SystemPrompt, Temperature = options.Temperature }, services, journal, new AgentGraphs());
try
{
    var result = await agent.RunAsync(new AgentTask(question) { OnEvent = Show }, stop.Token);
    if (result.IsSuccess)
    {
        return 0;
    }

    Console.Error.WriteLine($"There is no answer: {result.Error}");
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    Console.Error.WriteLine("Stopped.");
}

return 1;

static void Show(AgentEvent happened)
{
    var line = happened switch
    {
        ToolCallEvent call => $"[{call.Name} {call.Arguments}]",
        ToolResultEvent result => $"[= {result.Result.Output}]",
        MessageEvent message => message.Text,
        _ => null,
    };
    if (line is not null)
    {
        Console.WriteLine(line);
    }
}
