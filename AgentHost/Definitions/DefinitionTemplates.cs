using Switchyard.Agents.Definitions;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Definitions;

/// <summary>
/// The definitions to begin with, as documents. What an agent has of its template is written into its version, which stays as it is when a later host's template is another one.
/// </summary>
internal static class DefinitionTemplates
{
    public static IReadOnlyList<AgentTemplate> All { get; } = [.. AgentTemplates.All.Select(template => new AgentTemplate { Id = template.Id, Description = template.Description, Definition = ToDocument(template) })];

    public static IReadOnlyList<string> Ids { get; } = [.. All.Select(template => template.Id)];

    /// <summary>What the template has where the document says nothing.</summary>
    public static AgentDocument Fill(AgentDocument document)
    {
        if (All.FirstOrDefault(template => template.Id == document.Template)?.Definition is not { } template)
        {
            return document;
        }

        return document with
        {
            Kind = document.Kind ?? template.Kind,
            Description = document.Description ?? template.Description,
            SystemPrompt = document.SystemPrompt ?? template.SystemPrompt,
            Tools = document.Tools ?? template.Tools,
            Agents = document.Agents ?? template.Agents,
            Budget = Fill(document.Budget, template.Budget!),
            Approvals = document.Approvals ?? template.Approvals,
        };
    }

    private static RunBudget Fill(RunBudget? own, RunBudget template) => new()
    {
        MaxIterations = own?.MaxIterations ?? template.MaxIterations,
        MaxTokens = own?.MaxTokens ?? template.MaxTokens,
        MaxCost = own?.MaxCost ?? template.MaxCost,
        MaxSeconds = own?.MaxSeconds ?? template.MaxSeconds,
    };

    // The model, and how many tools it is shown, are the host's.
    private static AgentDocument ToDocument(AgentDefinition template) => AgentDefinitions.ToDocument(template) with { Id = null, Model = null, Temperature = null, MaxToolsShown = null };
}
