using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Switchyard.Cli.Systems;
using Switchyard.Contracts.Routing;

namespace Switchyard.Cli.Administration;

/// <summary>Asks the Router that runs here as its administrator, with the key AppHost generated.</summary>
internal sealed class AdminConnection
{
    private const string KeyFile = "router-admin-key";

    private readonly RouterConnection _router;

    private AdminConnection(RouterConnection router, string key)
    {
        _router = router;
        router.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        router.Http.DefaultRequestHeaders.TryAddWithoutValidation("x-switchyard-user", Environment.UserName);
    }

    /// <summary>Runs <paramref name="action"/> on a connection, or says why there is none.</summary>
    public static Task<int> RunAsync(LocalSystem system, Func<AdminConnection, Task<int>> action) => RouterConnection.RunAsync(system, async router =>
    {
        var path = Path.Combine(system.Home.Secrets, KeyFile);
        if (!File.Exists(path))
        {
            await Console.Error.WriteLineAsync($"There is no administrator's key at {path}. AppHost makes it when it starts: ./switchyard stop, then ./run.sh.");
            return ExitCodes.Failure;
        }

        return await action(new AdminConnection(router, (await File.ReadAllTextAsync(path)).Trim()));
    });

    /// <summary>Prints the settings of a kind, with what <paramref name="describe"/> says of each.</summary>
    public async Task<int> ListAsync(string kind, string head, Func<AdminSetting, string> describe, CancellationToken cancellationToken)
    {
        using var response = await _router.Http.GetAsync($"/admin/{kind}", cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            return await RouterConnection.RefuseAsync(response, cancellationToken);
        }

        var list = await response.Content.ReadFromJsonAsync(RoutingJsonContext.Default.AdminSettingList, cancellationToken);
        Console.WriteLine(TextTable.Format([["NAME", "SOURCE", head], .. list!.Data.Select(setting => new[] { setting.Id, setting.Source, describe(setting) })]));
        return ExitCodes.Success;
    }

    /// <summary>Stores a setting, and prints what may be a mistake in it.</summary>
    public async Task<int> SetAsync(string kind, string id, JsonNode value, CancellationToken cancellationToken)
    {
        using var content = new StringContent(value.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await _router.Http.PutAsync(PathOf(kind, id), content, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            return await RouterConnection.RefuseAsync(response, cancellationToken);
        }

        var setting = await response.Content.ReadFromJsonAsync(RoutingJsonContext.Default.AdminSetting, cancellationToken);
        foreach (var warning in setting!.Warnings ?? [])
        {
            await Console.Error.WriteLineAsync($"Warning: {warning}");
        }

        Console.WriteLine($"'{id}' is in force.");
        return ExitCodes.Success;
    }

    /// <summary>Removes what was stored.</summary>
    public async Task<int> RemoveAsync(string kind, string id, CancellationToken cancellationToken)
    {
        using var response = await _router.Http.DeleteAsync(PathOf(kind, id), cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            return await RouterConnection.RefuseAsync(response, cancellationToken);
        }

        Console.WriteLine($"'{id}' is removed.");
        return ExitCodes.Success;
    }

    /// <summary>Sends <paramref name="request"/>, and has <paramref name="read"/> read its answer as it comes.</summary>
    public Task<int> SendAsync(HttpRequestMessage request, Func<HttpResponseMessage, Task<int>> read, CancellationToken cancellationToken) => _router.SendAsync(request, read, cancellationToken);

    private static string PathOf(string kind, string id) => $"/admin/{kind}/{Uri.EscapeDataString(id)}";
}
