using Switchyard.AgentHost.Definitions.Yaml;
using Switchyard.AgentHost.Members;
using Switchyard.AgentHost.Runs;
using Switchyard.Agents.Composition;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Definitions;

/// <summary>Reads an agent from YAML or JSON, strictly: keys that are not known, values that are wrong and names that do not exist are all told at once, with their lines.</summary>
internal sealed class AgentDocumentReader(AgentVocabulary vocabulary, MistakeList mistakes)
{
    private const int MaxName = 256;
    private const int MaxPrompt = 65_536;
    private const string CategoryPrefix = "category:";
    private const string Settings = "settings";

    // A route has it.
    private const string Reserved = "templates";

    private static readonly string[] s_ofKind = ["kind", "agents"];
    private static readonly string[] s_actions = [ApprovalActions.Ask, ApprovalActions.Allow, ApprovalActions.Refuse];
    private static readonly string[] s_expired = [ApprovalActions.Allow, ApprovalActions.Refuse];

    private MappingReader? _root;

    /// <summary>The agent; not to be used where there are mistakes.</summary>
    /// <param name="text">The document.</param>
    /// <param name="id">What the agent is called by its route or file; the document may say it as well.</param>
    public AgentDocument? Read(string text, string id)
    {
        if (!SafeText.IsClean(text))
        {
            mistakes.Add(0, 0, string.Empty, "The document holds a NUL character or half of a surrogate pair; remove it.");
            return null;
        }

        if (YamlTree.Read(text, mistakes) is not { } root)
        {
            return null;
        }

        if (root.Kind != YamlKind.Mapping)
        {
            mistakes.Add(root.Line, root.Column, string.Empty, "An agent is keys with values, like 'kind: react'.");
            return null;
        }

        _root = new MappingReader(root, string.Empty, mistakes);
        return Read(_root, id);
    }

    /// <summary>Notes what only the kind of agent knows, at the member that the sentence begins with: a setting, the agents or the kind.</summary>
    public void NoteOfKind(string problem)
    {
        if (problem.StartsWith("Setting '", StringComparison.Ordinal) && _root?.Mapping(Settings) is { } settings)
        {
            settings.Note(problem.Split('\'')[1], problem);
        }
        else if (_root is not null && s_ofKind.FirstOrDefault(member => problem.StartsWith(member + " ", StringComparison.OrdinalIgnoreCase)) is { } member)
        {
            _root.Note(member, problem);
        }
        else
        {
            mistakes.Add(0, 0, string.Empty, problem);
        }
    }

    private AgentDocument Read(MappingReader reader, string id)
    {
        IReadOnlyList<string>? agents = null;
        var document = new AgentDocument
        {
            Id = reader.Text("id", MaxName) ?? id,
            Template = reader.Choice("template", DefinitionTemplates.Ids),
            Kind = reader.Choice("kind", vocabulary.Kinds),
            Description = reader.Text("description", 1_000),
            SystemPrompt = reader.Text("system_prompt", MaxPrompt),
            Model = reader.Text("model", MaxName),
            Temperature = (float?)reader.Number("temperature", 0, 2),
            Tools = reader.Texts("tools", CheckTool),
            MaxToolsShown = (int?)reader.Whole("max_tools_shown", 1, 64),
            Agents = agents = reader.Texts("agents", agent => MemberRules.FindProblem(id, agent, vocabulary.Agents, vocabulary.Tools)),
            Budget = ReadBudget(reader.Mapping("budget")),
            Approvals = reader.Mappings("approvals")?.Select(rule => ReadRule(rule, agents ?? [])).ToList(),
            Settings = reader.Map(Settings),
        };
        if (document.Id != id)
        {
            reader.Note("id", $"'id' is '{document.Id}', but the agent is called '{id}' here; leave 'id' out or make both the same.");
        }

        if (id == Reserved)
        {
            reader.Note("id", $"An agent cannot be called '{Reserved}', which is what GET /v1/agents/{Reserved} is about; choose another name.");
        }

        if (MemberRules.FindTwins(agents ?? []) is { } twins)
        {
            reader.Note("agents", twins);
        }

        if (document.Model is "")
        {
            reader.Note("model", "'model' is empty; leave it out for the host's default.");
        }

        reader.End();
        return FillFromTemplate(reader, document, id);
    }

    private AgentDocument FillFromTemplate(MappingReader reader, AgentDocument document, string id)
    {
        var whole = DefinitionTemplates.Fill(document);
        if (document.Agents is null && (whole.Agents ?? []).Select(agent => MemberRules.FindProblem(id, agent, vocabulary.Agents, vocabulary.Tools)).OfType<string>().ToList() is { Count: > 0 } problems)
        {
            reader.Note("template", $"The template '{document.Template}' has agents that cannot be called: {string.Join(' ', problems)} Or name others under 'agents'.");
        }

        return whole;
    }

    private static RunBudget? ReadBudget(MappingReader? reader)
    {
        if (reader is null)
        {
            return null;
        }

        var budget = new RunBudget
        {
            MaxIterations = (int?)reader.Whole("max_iterations", 1, BudgetLimits.MaxIterations),
            MaxTokens = reader.Whole("max_tokens", 1, BudgetLimits.MaxTokens),
            MaxCost = reader.Number("max_cost", 0, BudgetLimits.MaxCost),
            MaxSeconds = (double?)reader.Number("max_seconds", 1, BudgetLimits.MaxSeconds),
        };
        reader.End();
        return budget;
    }

    private ApprovalRuleDocument ReadRule(MappingReader reader, IReadOnlyList<string> agents)
    {
        var rule = new ApprovalRuleDocument
        {
            Tool = reader.Text("tool", MaxName),
            Class = reader.Choice("class", EffectClassNames.All),
            Argument = reader.Text("argument", MaxName),
            Matches = reader.Text("matches", MaxName),
            Action = reader.Choice("action", s_actions),
            ExpirySeconds = (double?)reader.Number("expiry_seconds", 1, BudgetLimits.MaxWaitSeconds),
            Expired = reader.Choice("expired", s_expired),
            EscalateAfterSeconds = (double?)reader.Number("escalate_after_seconds", 1, BudgetLimits.MaxWaitSeconds),
            EscalateTo = reader.Text("escalate_to", MaxName),
        };
        CheckRule(reader, rule, agents);
        reader.End();
        return rule;
    }

    private void CheckRule(MappingReader reader, ApprovalRuleDocument rule, IReadOnlyList<string> agents)
    {
        if (rule.Tool is { } tool && !tool.Contains('*', StringComparison.Ordinal) && !vocabulary.Tools.Contains(tool) && !agents.Select(AgentTool.NameOf).Contains(tool))
        {
            reader.Note("tool", $"There is no tool '{tool}'; use '*' for any text.");
        }

        if (rule.Matches is not null && rule.Argument is null)
        {
            reader.Note("matches", "'matches' needs 'argument', the argument whose text it is about.");
        }

        if (rule.EscalateAfterSeconds is null != rule.EscalateTo is null)
        {
            reader.Note("escalate_to", "'escalate_after_seconds' and 'escalate_to' belong together; give both or none.");
        }

        if (rule.EscalateTo is { } user && StartRunValidator.ValidateUser(user) is not null)
        {
            reader.Note("escalate_to", "'escalate_to' must be 1 to 128 of the letters a-z and A-Z, digits, '.', '_', '@' and '-'.");
        }

        if (rule.Expired is not null && rule.ExpirySeconds is null)
        {
            reader.Note("expired", "'expired' needs 'expiry_seconds', the time after which it holds.");
        }
    }

    private string? CheckTool(string tool)
    {
        if (tool == "*" || vocabulary.Tools.Contains(tool))
        {
            return null;
        }

        if (!tool.StartsWith(CategoryPrefix, StringComparison.Ordinal))
        {
            return $"There is no tool '{tool}'; 'category:math' takes all of a category, '*' all there are.";
        }

        return vocabulary.Categories.Contains(tool[CategoryPrefix.Length..]) ? null : $"There is no category '{tool[CategoryPrefix.Length..]}'; there are: {string.Join(", ", vocabulary.Categories.Order(StringComparer.Ordinal))}.";
    }
}
