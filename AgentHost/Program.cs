using Switchyard.AgentHost.Cancellation;
using Switchyard.AgentHost.Models;
using Switchyard.AgentHost.Runs;
using Switchyard.AgentHost.Storage;
using Switchyard.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddStorage();
builder.AddCancellation();
builder.AddModels();
builder.AddRuns();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapRuns();
app.Run();
