using Microsoft.Extensions.Configuration;

var builder = DistributedApplication.CreateBuilder(args);
var portOffset = builder.Configuration.GetValue("SWITCHYARD_PORT_OFFSET", 0);

// Stores
var cache = builder.AddRedis("cache", port: 7479 + portOffset)
    .WithDataVolume();
var database = builder.AddPostgres("postgres", port: 7432 + portOffset)
    .WithDataVolume()
    .AddDatabase("switchyard");

// Nodes: each is a resource of its own, because each holds its own model and requests
var modelFolder = builder.AddParameter("model-folder", Path.GetFullPath(builder.Configuration["Switchyard:ModelFolder"] ?? Path.Combine(builder.AppHostDirectory, "..", "models", "pocket")));
var nodes = Enumerable.Range(0, builder.Configuration.GetValue("Switchyard:InferenceNodes", 1))
    .Select(index => builder.AddProject($"inference-{index}", "../InferenceNode/InferenceNode.csproj")
        .WithHttpEndpoint(port: 7370 + index + portOffset)
        .WithHttpHealthCheck("/health")
        .WithEnvironment("Models__Folders__0", modelFolder))
    .ToList();

// Services
var routerAdminKey = builder.AddParameter("router-admin-key", new GenerateParameterDefault { MinLength = 32, Special = false }, secret: true, persist: true);
var routerSecretKey = builder.AddParameter("router-secret-key", new GenerateParameterDefault { MinLength = 32, Special = false }, secret: true, persist: true);
var router = builder.AddProject("router", "../Router/Router.csproj")
    .WithHttpEndpoint(port: 7170 + portOffset)
    .WithExternalHttpEndpoints()
    .WithHttpHealthCheck("/health")
    .WithReplicas(builder.Configuration.GetValue("Switchyard:RouterReplicas", 1));

// The same program, which does the jobs that are submitted at the routers
var worker = builder.AddProject("worker", "../Router/Router.csproj")
    .WithHttpEndpoint()
    .WithHttpHealthCheck("/health")
    .WithReplicas(builder.Configuration.GetValue("Switchyard:WorkerReplicas", 1))
    .WithEnvironment("Router__Queue__Role", "worker");
foreach (var routing in new[] { router, worker })
{
    routing
        .WithEnvironment("Router__Admin__Key", routerAdminKey)
        .WithEnvironment("Router__Admin__SecretKey", routerSecretKey)
        .WithReference(database).WaitFor(database)
        .WithReference(cache).WaitFor(cache);
    foreach (var node in nodes)
    {
        routing.WithReference(node).WaitFor(node);
    }
}

var agentHost = builder.AddProject("agenthost", "../AgentHost/AgentHost.csproj")
    .WithHttpEndpoint(port: 7270 + portOffset)
    .WithHttpHealthCheck("/health")
    .WithReplicas(builder.Configuration.GetValue("Switchyard:AgentHostReplicas", 1))
    .WithReference(database).WaitFor(database)
    .WithReference(cache).WaitFor(cache)
    .WithReference(router).WaitFor(router);

// Agent runs are jobs too: a router takes them, the worker asks the agent host for them
router.WithEnvironment("Router__Queue__AgentHost", "http://agenthost");
worker.WithEnvironment("Router__Queue__AgentHost", "http://agenthost").WithReference(agentHost);

// Web
var web = builder.AddProject("web", "../Web/Web.csproj")
    .WithHttpEndpoint(port: 7070 + portOffset)
    .WithExternalHttpEndpoints()
    .WithHttpHealthCheck("/health")
    .WithReference(router).WaitFor(router)
    .WithReference(agentHost).WaitFor(agentHost)
    .WithEnvironment("Switchyard__RouterAdminKey", routerAdminKey);
foreach (var node in nodes)
{
    web.WithReference(node);
}

await builder.Build().RunAsync();
