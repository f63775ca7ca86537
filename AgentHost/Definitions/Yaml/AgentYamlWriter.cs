using System.Globalization;
using Switchyard.Contracts.Agents;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Switchyard.AgentHost.Definitions.Yaml;

/// <summary>Writes an agent as YAML, for those that were not written as such. What is absent is left out.</summary>
internal sealed class AgentYamlWriter : IDisposable
{
    private readonly StringWriter _text = new(CultureInfo.InvariantCulture);
    private readonly Emitter _emitter;

    private AgentYamlWriter() => _emitter = new Emitter(_text);

    public static string Write(AgentDocument document)
    {
        using var writer = new AgentYamlWriter();
        writer._emitter.Emit(new StreamStart());
        writer._emitter.Emit(new DocumentStart());
        writer.WriteAgent(document);
        writer._emitter.Emit(new DocumentEnd(isImplicit: true));
        writer._emitter.Emit(new StreamEnd());
        return writer._text.ToString();
    }

    public void Dispose() => _text.Dispose();

    private void WriteAgent(AgentDocument document)
    {
        _emitter.Emit(new MappingStart());
        Member("id", document.Id);
        Member("template", document.Template);
        Member("kind", document.Kind);
        Member("description", document.Description);
        Member("system_prompt", document.SystemPrompt);
        Member("model", document.Model);
        Member("temperature", document.Temperature);
        Member("tools", document.Tools);
        Member("max_tools_shown", document.MaxToolsShown);
        Member("agents", document.Agents);
        if (document.Budget is { } budget)
        {
            Key("budget");
            WriteBudget(budget);
        }

        if (document.Approvals is { } rules)
        {
            Key("approvals");
            _emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, SequenceStyle.Block));
            foreach (var rule in rules)
            {
                WriteRule(rule);
            }

            _emitter.Emit(new SequenceEnd());
        }

        if (document.Settings is { } settings)
        {
            Key("settings");
            _emitter.Emit(new MappingStart());
            foreach (var (key, value) in settings)
            {
                Member(key, value);
            }

            _emitter.Emit(new MappingEnd());
        }

        _emitter.Emit(new MappingEnd());
    }

    private void WriteBudget(RunBudget budget)
    {
        _emitter.Emit(new MappingStart());
        Member("max_iterations", budget.MaxIterations);
        Member("max_tokens", budget.MaxTokens);
        Member("max_cost", budget.MaxCost);
        Member("max_seconds", budget.MaxSeconds);
        _emitter.Emit(new MappingEnd());
    }

    private void WriteRule(ApprovalRuleDocument rule)
    {
        _emitter.Emit(new MappingStart());
        Member("tool", rule.Tool);
        Member("class", rule.Class);
        Member("argument", rule.Argument);
        Member("matches", rule.Matches);
        Member("action", rule.Action);
        Member("expiry_seconds", rule.ExpirySeconds);
        Member("expired", rule.Expired);
        Member("escalate_after_seconds", rule.EscalateAfterSeconds);
        Member("escalate_to", rule.EscalateTo);
        _emitter.Emit(new MappingEnd());
    }

    private void Member(string key, IReadOnlyList<string>? values)
    {
        if (values is null)
        {
            return;
        }

        Key(key);
        _emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, SequenceStyle.Flow));
        foreach (var value in values)
        {
            Text(value);
        }

        _emitter.Emit(new SequenceEnd());
    }

    private void Member(string key, IFormattable? number)
    {
        if (number is not null)
        {
            Key(key);
            _emitter.Emit(new Scalar(number.ToString(null, CultureInfo.InvariantCulture)));
        }
    }

    private void Member(string key, string? text)
    {
        if (text is not null)
        {
            Key(key);
            Text(text);
        }
    }

    private void Key(string key) => _emitter.Emit(new Scalar(key));

    // Plain where it reads back the same, else quoted; text of several lines as a block.
    private void Text(string text) => _emitter.Emit(new Scalar(
        AnchorName.Empty, TagName.Empty, text, text.Contains('\n', StringComparison.Ordinal) ? ScalarStyle.Literal : text is "" or "~" or "null" or "Null" or "NULL" ? ScalarStyle.DoubleQuoted : ScalarStyle.Any, isPlainImplicit: true, isQuotedImplicit: true));
}
