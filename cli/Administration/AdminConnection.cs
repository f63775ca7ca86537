using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Switchyard.Cli.Chat;
using Switchyard.Cli.Systems;
using Switchyard.Contracts.Routing;

namespace Switchyard.Cli.Administration;

/// <summary>Asks the Router that runs here as its administrator, with the key AppHost generated.</summary>
internal sealed class AdminConnection : IDisposable
{
    private const string KeyFile = "router-admin-key";

    private readonly HttpClient _http;

    private AdminConnection(Uri address, string key)
    {
        _http = new HttpClient { BaseAddress = address };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        _http.DefaultRequestHeaders.TryAddWithoutValidation("x-switchyard-user", Environment.UserName);
    }

    /// <summary>Runs <paramref name="action"/> on a connection, or says why there is none.</summary>
    public static async Task<int> RunAsync(LocalSystem system, Func<AdminConnection, Task<int>> action)
    {
        if (system.AddressOf("router") is not { } address)
        {
            return system.SayNotRunning();
        }

        var path = Path.Combine(system.Home.Secrets, KeyFile);
        if (!File.Exists(path))
        {
            await Console.Error.WriteLineAsync($"There is no administrator's key at {path}. AppHost makes it when it starts: ./switchyard stop, then ./run.sh.");
            return ExitCodes.Failure;
        }

        try
        {
            using var connection = new AdminConnection(address, (await File.ReadAllTextAsync(path)).Trim());
            return await action(connection);
        }
        catch (HttpRequestException)
        {
            await Console.Error.WriteLineAsync($"The Router at {address} does not answer. ./switchyard status shows how it is.");
            return ExitCodes.Failure;
        }
    }

    /// <summary>Prints the settings of a kind, with what <paramref name="describe"/> says of each.</summary>
    public async Task<int> ListAsync(string kind, string head, Func<AdminSetting, string> describe, CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync($"/admin/{kind}", cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            return await RefuseAsync(response, cancellationToken);
        }

        var list = await response.Content.ReadFromJsonAsync(RoutingJsonContext.Default.AdminSettingList, cancellationToken);
        Console.WriteLine(TextTable.Format([["NAME", "SOURCE", head], .. list!.Data.Select(setting => new[] { setting.Id, setting.Source, describe(setting) })]));
        return ExitCodes.Success;
    }

    /// <summary>Stores a setting, and prints what may be a mistake in it.</summary>
    public async Task<int> SetAsync(string kind, string id, JsonNode value, CancellationToken cancellationToken)
    {
        using var content = new StringContent(value.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await _http.PutAsync(PathOf(kind, id), content, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            return await RefuseAsync(response, cancellationToken);
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
        using var response = await _http.DeleteAsync(PathOf(kind, id), cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            return await RefuseAsync(response, cancellationToken);
        }

        Console.WriteLine($"'{id}' is removed.");
        return ExitCodes.Success;
    }

    /// <summary>Sends <paramref name="request"/>, and has <paramref name="read"/> read its answer as it comes.</summary>
    public async Task<int> SendAsync(HttpRequestMessage request, Func<HttpResponseMessage, Task<int>> read, CancellationToken cancellationToken)
    {
        using (request)
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return response.IsSuccessStatusCode ? await read(response) : await RefuseAsync(response, cancellationToken);
        }
    }

    public void Dispose() => _http.Dispose();

    private static string PathOf(string kind, string id) => $"/admin/{kind}/{Uri.EscapeDataString(id)}";

    private static async Task<int> RefuseAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await Console.Error.WriteLineAsync(await ProblemText.ReadAsync(response, cancellationToken));
        return ExitCodes.Failure;
    }
}
