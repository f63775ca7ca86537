using Switchyard.JsonSchemas;

namespace Switchyard.Agents.Client.Backends;

/// <summary>Finds everything that is wrong with an agent's options.</summary>
internal static class AgentBackendRules
{
    /// <exception cref="ArgumentException">Something is wrong; the message says all that is.</exception>
    public static void Check(AgentBackendOptions options, AgentTransport transport)
    {
        string[] problems = [.. CheckAnswers(options), .. transport == AgentTransport.Online ? CheckOnline(options) : CheckLocal(options)];
        if (problems.Length > 0)
        {
            throw new ArgumentException($"The agent '{options.Name}' cannot be made: {string.Join(" ", problems)}", nameof(options));
        }
    }

    private static IEnumerable<string> CheckAnswers(AgentBackendOptions options)
    {
        if (options.Temperature is < 0 or > 2)
        {
            yield return $"Temperature is {options.Temperature}: set it to 0 to 2.";
        }

        if (options.MaxCorrections is < 0 or > 10)
        {
            yield return $"MaxCorrections is {options.MaxCorrections}: set it to 0 to 10.";
        }

        if (options.AnswerSchema is { } schema && FindProblem(schema) is { } problem)
        {
            yield return $"AnswerSchema cannot be used: {problem}";
        }
    }

    private static string? FindProblem(System.Text.Json.JsonElement schema)
    {
        try
        {
            JsonSchema.Read(schema);
            return null;
        }
        catch (SchemaException exception)
        {
            return exception.Message;
        }
    }

    private static IEnumerable<string> CheckOnline(AgentBackendOptions options)
    {
        if (options.OnlineEndpoints.Count == 0)
        {
            yield return "OnlineEndpoints is empty: name at least one server, or set DefaultTransport to Local.";
        }

        foreach (var twice in options.OnlineEndpoints.GroupBy(endpoint => endpoint.Name).Where(group => group.Count() > 1))
        {
            yield return $"Two OnlineEndpoints are named '{twice.Key}': give each a name of its own.";
        }

        foreach (var endpoint in options.OnlineEndpoints)
        {
            if (endpoint.Address is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
            {
                yield return $"The endpoint '{endpoint.Name}' has the Address '{endpoint.Address}': give one like http://localhost:7170.";
            }

            if (endpoint.MaxTries is < 1 or > 10)
            {
                yield return $"The endpoint '{endpoint.Name}' has MaxTries {endpoint.MaxTries}: set it to 1 to 10.";
            }
        }
    }

    private static IEnumerable<string> CheckLocal(AgentBackendOptions options)
    {
        if (options.LocalModelPaths.Count == 0)
        {
            yield return "LocalModelPaths is empty: name at least one model with its path.";
        }
        else if (options.LocalModel is null ? options.LocalModelPaths.Count > 1 : !options.LocalModelPaths.ContainsKey(options.LocalModel))
        {
            yield return $"LocalModel is '{options.LocalModel}': name one of {string.Join(", ", options.LocalModelPaths.Keys)}.";
        }
    }
}
