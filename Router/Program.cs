using Switchyard.Router;
using Switchyard.Router.Administration;
using Switchyard.Router.Batches;
using Switchyard.Router.Endpoints;
using Switchyard.Router.Files;
using Switchyard.Router.Jobs;
using Switchyard.Router.PassThrough;
using Switchyard.Router.Pulls;
using Switchyard.Router.Storage;
using Switchyard.ServiceDefaults;
using Switchyard.ServiceDefaults.Errors;

// Settings lie beside the program, wherever it is started from.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.AddServiceDefaults(options =>
{
    options.ErrorShape = ErrorShape.OpenAI;
    options.FormPaths.Add(PassThroughEndpoints.TranscriptionPath);
    options.FormPaths.Add(FileEndpoints.Path);
});
builder.Services
    .AddRegistry()
    .AddStorage(builder.Configuration)
    .AddAdministration()
    .AddDiscovery()
    .AddRequestRouting()
    .AddForwarding()
    .AddPulls()
    .AddJobs(builder.Configuration)
    .AddFiles()
    .AddBatches()
    .AddNodeHealth(builder.Configuration);

var app = builder.Build();

// Order: the defaults bring request id, error pages and browser safety in front of everything; the endpoints come last.
app.MapDefaultEndpoints();
app.MapCompletions();
app.MapDialects();
app.MapPassThrough();
app.MapModels();
app.MapPulls();
app.MapJobs();
app.MapFiles();
app.MapBatches();
app.MapProviders();
app.MapRequests();
app.MapInteractions();
app.MapAdministration();

await app.RunAsync();
