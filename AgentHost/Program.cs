using Switchyard.AgentHost.Artifacts;
using Switchyard.AgentHost.Definitions;
using Switchyard.AgentHost.History;
using Switchyard.AgentHost.Hooks;
using Switchyard.AgentHost.Members;
using Switchyard.AgentHost.Models;
using Switchyard.AgentHost.People;
using Switchyard.AgentHost.Plugins;
using Switchyard.AgentHost.Runs;
using Switchyard.AgentHost.Sessions;
using Switchyard.AgentHost.Events;
using Switchyard.AgentHost.Storage;
using Switchyard.AgentHost.Tools;
using Switchyard.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(options => options.MoreMediaTypes.Add(AgentEndpoints.Yaml));

// Hosted services start in this order: the schemas first, then the agents, then what goes on with runs.
builder.AddStorage();
builder.AddPlugins();
builder.AddDefinitions();
builder.AddMembers();
builder.AddEvents();
builder.AddModels();
builder.AddArtifacts();
builder.AddTools();
builder.AddHooks();
builder.AddPeople();
builder.AddHistory();
builder.AddSessions();
builder.AddRuns();

var app = builder.Build();
app.MapDefaultEndpoints();
var api = app.MapGroup(string.Empty).AddEndpointFilter<DatabaseAwayFilter>();
api.MapAgents();
api.MapRuns();
api.MapArtifacts();
api.MapPeople();
api.MapEvents();
api.MapHistory();
api.MapSessions();
api.MapHooks();
app.Run();
