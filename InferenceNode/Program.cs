using Switchyard.InferenceNode.Endpoints;
using Switchyard.InferenceNode.Models;
using Switchyard.InferenceNode.Telemetry;
using Switchyard.ServiceDefaults;
using Switchyard.ServiceDefaults.Errors;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(options => options.ErrorShape = ErrorShape.OpenAI);
builder.Services.AddModels();
builder.Services.AddInferenceTelemetry();
builder.Services.AddInferenceEndpoints();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapInferenceEndpoints();
app.Run();
