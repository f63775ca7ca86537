using Switchyard.ServiceDefaults;
using Switchyard.Web;
using Switchyard.Web.Approvals;
using Switchyard.Web.Batches;
using Switchyard.Web.Clients;
using Switchyard.Web.Components;
using Switchyard.Web.Conversations;
using Switchyard.Web.Monitoring;
using Switchyard.Web.Runs;
using Switchyard.Web.Safety;

// Assets lie beside the assembly, not in the folder somebody happened to start from.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.WebHost.UseStaticWebAssets();

builder.AddServiceDefaults(static defaults => defaults.JsonBodiesOnly = false);
builder.AddWebOptions();
builder.AddServiceClients();
builder.AddMonitoring();
builder.AddConversations();
builder.AddApprovals();
builder.AddCircuits();

var app = builder.Build();

// Order: headers on everything, then the token that ties a form to its page, then assets and pages.
app.UseMiddleware<SecurityHeadersMiddleware>();
app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
app.UseAntiforgery();

app.MapDefaultEndpoints();
app.MapStaticAssets();
app.MapBatchFiles();
app.MapRunArtifacts();
app.MapRazorComponents<App>().AddInteractiveServerRenderMode(CircuitSetup.Configure);
app.Run();
