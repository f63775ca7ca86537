using Switchyard.AgentHost.Definitions;
using Switchyard.AgentHost.Definitions.Yaml;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Tests.Definitions;

public sealed class AgentDocumentReaderTests
{
    private static readonly AgentVocabulary s_vocabulary = new()
    {
        Kinds = ["react", "reflection"],
        Tools = new HashSet<string> { "calculator", "write_file" },
        Categories = new HashSet<string> { "math", "files" },
        Agents = new HashSet<string> { "assistant" },
    };

    [Fact]
    public void Read_AWholeAgent_GivesAllOfIt()
    {
        var document = Read("""
            id: helper
            kind: reflection
            description: Helps.
            system_prompt: |
              You help.
              Briefly.
            model: openai/gpt-4.1
            temperature: 0.5
            tools: [calculator, "category:files"]
            max_tools_shown: 3
            agents: [assistant]
            budget: { max_iterations: 5, max_tokens: 1000, max_cost: 0.25, max_seconds: 60 }
            approvals:
              - tool: write_*
                class: unsafe
                argument: path
                matches: "/etc/*"
                expiry_seconds: 60
                expired: refuse
                escalate_after_seconds: 30
                escalate_to: boss
            settings:
              maxRounds: 2
            """, out var mistakes)!;

        Assert.Empty(mistakes);
        Assert.Equal(("helper", "reflection", "You help.\nBriefly.\n", 0.5f), (document.Id, document.Kind, document.SystemPrompt, document.Temperature));
        Assert.Equal(new RunBudget { MaxIterations = 5, MaxTokens = 1000, MaxCost = 0.25m, MaxSeconds = 60 }, document.Budget);
        Assert.Equal(new ApprovalRuleDocument { Tool = "write_*", Class = "unsafe", Argument = "path", Matches = "/etc/*", ExpirySeconds = 60, Expired = "refuse", EscalateAfterSeconds = 30, EscalateTo = "boss" }, Assert.Single(document.Approvals!));
        Assert.Equal("2", document.Settings!["maxRounds"]);
    }

    [Fact]
    public void Read_ManyMistakes_TellsAllWithTheirPlaces()
    {
        Read("""
            kind: thinking
            modle: m
            temperature: hot
            tools: [calculator, hammer, "category:sport"]
            agents: [nobody]
            budget:
              max_iterations: 0
            approvals:
              - matches: x
                action: maybe
            """, out var mistakes);

        Assert.Equal(
            [(1, "kind"), (2, "modle"), (3, "temperature"), (4, "tools[1]"), (4, "tools[2]"), (5, "agents[0]"), (7, "budget.max_iterations"), (9, "approvals[0].matches"), (10, "approvals[0].action")],
            mistakes.Select(mistake => (mistake.Line, mistake.Path)));
        Assert.Equal("'temperature' is 'hot'; it must be a number from 0 to 2.", mistakes[2].Message);
    }

    [Theory]
    [InlineData("", "nothing in this document")]
    [InlineData("- a", "keys with values")]
    [InlineData("a: [", "cannot be read as YAML")]
    [InlineData("kind: &x react\nmodel: *x", "anchors, aliases and tags")]
    [InlineData("kind: !!str react", "anchors, aliases and tags")]
    [InlineData("kind: react\n---\nkind: react", "second document")]
    [InlineData("kind: react\nkind: react", "here twice")]
    [InlineData("id: other", "both the same")]
    [InlineData("tools: calculator", "must be a list")]
    [InlineData("description: [a]", "must be text")]
    [InlineData("description: \"a\\0b\"", "NUL")]
    public void Read_AWrongDocument_SaysWhatIsWrong(string yaml, string expected)
    {
        Read(yaml, out var mistakes);

        Assert.Contains(mistakes, mistake => mistake.Message.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_DeeplyNested_IsRefusedWithoutOverflow()
    {
        Read($"settings: {new string('[', 100_000)}", out var mistakes);

        Assert.Contains("deeper than 8", Assert.Single(mistakes).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Json_IsReadTheSame()
    {
        var document = Read("""{"kind": "react", "tools": ["calculator"], "budget": {"max_iterations": 3}}""", out var mistakes)!;

        Assert.Empty(mistakes);
        Assert.Equal("calculator", Assert.Single(document.Tools!));
        Assert.Equal(3, document.Budget!.MaxIterations);
    }

    [Fact]
    public void Write_WhatWasRead_ReadsTheSame()
    {
        var document = Read("""
            kind: react
            description: "null"
            system_prompt: "One: two\nthree # four\n"
            tools: ["*"]
            approvals: [{ tool: "write_*", action: refuse }]
            settings: { a: "1" }
            """, out _)!;

        var again = Read(AgentYamlWriter.Write(document), out var mistakes)!;

        Assert.Empty(mistakes);
        Assert.Equal((document.Description, document.SystemPrompt, document.Kind), (again.Description, again.SystemPrompt, again.Kind));
        Assert.Equal(document.Approvals!, again.Approvals!);
        Assert.Equal(document.Settings!, again.Settings!);
    }

    private static AgentDocument? Read(string yaml, out IReadOnlyList<AgentMistake> mistakes)
    {
        var list = new MistakeList();
        var document = new AgentDocumentReader(s_vocabulary, list).Read(yaml, "helper");
        mistakes = list.All;
        return document;
    }
}
