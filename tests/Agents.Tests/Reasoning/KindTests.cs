using Switchyard.Agents.Definitions;
using Switchyard.Agents.Events;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Reasoning.Code;
using Switchyard.Agents.Tests.Graphs;
using Switchyard.Agents.Tools.Artefacts;
using Switchyard.Tests.Common.Agents;

namespace Switchyard.Agents.Tests.Reasoning;

/// <summary>The ways of reasoning beside ReAct: what the model is asked, and what is made of its answers.</summary>
public sealed class KindTests
{
    private static AgentBench Bench(string kind, params ScriptedAnswer[] answers)
    {
        var bench = new AgentBench(answers);
        bench.Definition = bench.Definition with { Kind = kind, SystemPrompt = "Be kind." };
        return bench;
    }

    private static void Set(AgentBench bench, params (string Name, string Value)[] settings) =>
        bench.Definition = bench.Definition with { Settings = settings.ToDictionary(setting => setting.Name, setting => setting.Value) };

    [Fact]
    public async Task ChainOfThought_Reasons_ThenAnswersWithTools()
    {
        var bench = Bench(AgentKinds.ChainOfThought, ScriptedAnswer.Say("15*23 is a product."), ScriptedAnswer.Call("note", "{}"), ScriptedAnswer.Say("345"));
        bench.Tools = [new ActingTool("note")];

        var result = await bench.RunAsync();

        Assert.Equal("345", result.Output);
        Assert.Equal(["What is 15*23?", "Now give the answer.", "did "], bench.Asked);
        Assert.Equal(["Be kind.\nThink step by step.", "Be kind.", "Be kind."], bench.Model.Requests.Select(messages => messages[0].Text));
        Assert.Equal([0, 1, 1], bench.Model.Options.Select(options => options!.Tools?.Count ?? 0));
        Assert.Equal("15*23 is a product.", Assert.Single(bench.Events.OfType<ThoughtEvent>()).Text);
        Assert.Equal(["15*23 is a product."], (await bench.ReadStateAsync()).Scratchpad);
    }

    [Fact]
    public async Task PlanAndExecute_DoesEachStep_AndConcludes()
    {
        var bench = Bench(AgentKinds.PlanAndExecute,
            ScriptedAnswer.Say("Here is a plan:\n1. Look it up.\n2) Write it down.\nGood luck!"), ScriptedAnswer.Say("found"), ScriptedAnswer.Say("written"), ScriptedAnswer.Say("all done"));

        var result = await bench.RunAsync("Find it");

        Assert.Equal(("all done", 4), (result.Output, result.Usage.ModelCalls));
        Assert.Equal(
            [
                "Give me a plan: Find it",
                "The whole task is: Find it\nDo only this step of it: Look it up.",
                "The whole task is: Find it\nDone so far:\n- Look it up.: found\nDo only this step of it: Write it down.",
                "Done so far:\n- Look it up.: found\n- Write it down.: written\nNow give the answer.",
            ],
            bench.Asked);
        var state = await bench.ReadStateAsync();
        Assert.Equal(["Look it up.", "Write it down."], state.Plan);
        Assert.Equal((2, 1, 4), (state.PlanDone, state.Round, state.Iteration));
    }

    [Fact]
    public async Task PlanAndExecute_StepFails_PlansWhatIsLeftAnew()
    {
        var bench = Bench(AgentKinds.PlanAndExecute,
            ScriptedAnswer.Say("1. Try.\n2. Never."), ScriptedAnswer.Say(" "), ScriptedAnswer.Say("- Try otherwise."), ScriptedAnswer.Say("worked"), ScriptedAnswer.Say("done"));

        var result = await bench.RunAsync("Do it");

        Assert.Equal("done", result.Output);
        Assert.Equal("Give me a plan: Do it\nDone so far:\n- Try.: failed, The model gave an empty answer.", bench.Asked[2]);
        Assert.Equal(["Try.", "Try otherwise."], (await bench.ReadStateAsync()).Plan);
    }

    [Fact]
    public async Task PlanAndExecute_NoListInTheAnswer_DoesTheWholeAsOneStep()
    {
        var bench = Bench(AgentKinds.PlanAndExecute, ScriptedAnswer.Say("I have no plan."), ScriptedAnswer.Say("345"), ScriptedAnswer.Say("It is 345."));

        await bench.RunAsync();

        Assert.Equal("What is 15*23?", bench.Asked[1]);
    }

    [Fact]
    public async Task PlanAndExecute_LongPlan_IsCutToTheLimit()
    {
        var bench = Bench(AgentKinds.PlanAndExecute, ScriptedAnswer.Say("1. a\n2. b\n3. c"), ScriptedAnswer.Say("ok"));
        Set(bench, ("maxSteps", "2"), ("planPrompt", "Plan {input}!"));

        await bench.RunAsync("it");

        Assert.Equal("Plan it!", bench.Asked[0]);
        Assert.Equal(["a", "b"], (await bench.ReadStateAsync()).Plan);
    }

    [Fact]
    public async Task PlanAndExecute_BudgetUsedUpInAStep_EndsTheRunWithWhatItHas()
    {
        var bench = Bench(AgentKinds.PlanAndExecute, ScriptedAnswer.Say("1. a\n2. b"), ScriptedAnswer.Say("first"), ScriptedAnswer.Say("second"));
        bench.Definition = bench.Definition with { Budget = new AgentBudget { MaxIterations = 2 } };

        var result = await bench.RunAsync();

        Assert.Equal(("The agent did not finish within 2 iterations.", "first"), (result.Error, result.Output));
    }

    [Fact]
    public async Task Reflection_ReviewerObjects_AnswersBetterUntilItApproves()
    {
        var bench = Bench(AgentKinds.Reflection, ScriptedAnswer.Say("34"), ScriptedAnswer.Say("REVISE: too small"), ScriptedAnswer.Say("345"), ScriptedAnswer.Say("APPROVE: right"));
        Set(bench, ("maxRounds", "3"), ("reviewer", "judge"));

        var result = await bench.RunAsync();

        Assert.Equal(("345", null), (result.Output, result.Error));
        Assert.Equal(
            [
                "What is 15*23?",
                "Question: What is 15*23?\nAnswer: 34",
                "Question: What is 15*23?\nProposal: 34\nReview: REVISE: too small",
                "Question: What is 15*23?\nAnswer: 345",
            ],
            bench.Asked);
        Assert.Equal(["m", "judge", "m", "judge"], bench.Model.Options.Select(options => options!.ModelId));
        Assert.Equal("You are a reviewer. Reply APPROVE or REVISE with a reason.", bench.Model.Requests.ElementAt(1)[0].Text);
    }

    [Theory]
    [InlineData("APPROVE: nothing to revise", 2)]
    [InlineData("Hm.", 2)]
    [InlineData("revise it", 4)]
    public async Task Reflection_ReviewersWord_IsTheFirstOfBoth(string review, int calls)
    {
        var bench = Bench(AgentKinds.Reflection, ScriptedAnswer.Say("34"), ScriptedAnswer.Say(review));

        var result = await bench.RunAsync();

        Assert.Equal(calls, result.Usage.ModelCalls);
    }

    [Fact]
    public async Task CodeAct_RunsCodeUntilTheAnswer()
    {
        var code = new ScriptedCode();
        var bench = Bench(AgentKinds.CodeAct, ScriptedAnswer.Say("Let me see.\n```python\nx = 15\n```"), ScriptedAnswer.Say("```\nprint(x*23)\n```\nThat is it."), ScriptedAnswer.Say("345"));
        bench.Code = code;
        bench.Definition = bench.Definition with { SystemPrompt = "" };

        var result = await bench.RunAsync();

        Assert.Equal(("345", 2), (result.Output, result.Usage.ToolCalls));
        Assert.Equal(["x = 15", "print(x*23)"], code.Ran);
        Assert.Equal(["What is 15*23?", "Output:\nran x = 15", "Output:\nran print(x*23)"], bench.Asked);
        Assert.Equal("Solve the task with Python code in a ```python block. When you know the answer, reply with it.", bench.Model.Requests.First()[0].Text);
        Assert.Equal(["python", "python"], bench.Events.OfType<ToolCallEvent>().Select(call => call.Name));
        Assert.Equal([bench.RunId], code.Ended);
    }

    [Fact]
    public async Task CodeAct_CodeFails_ShowsTheTraceback()
    {
        var bench = Bench(AgentKinds.CodeAct, ScriptedAnswer.Say("```python\n1/0\n```"), ScriptedAnswer.Say("It cannot be divided."));
        bench.Code = new ScriptedCode { Work = _ => new CodeRunResult { Output = "so far\n", Error = "ZeroDivisionError: division by zero" } };

        await bench.RunAsync();

        Assert.Equal("Output:\nso far\nZeroDivisionError: division by zero", bench.Asked[1]);
    }

    [Fact]
    public async Task CodeAct_CodeWritesFiles_TellsTheModelAndKeepsThem()
    {
        var bench = Bench(AgentKinds.CodeAct, ScriptedAnswer.Say("```python\nopen('a.txt', 'w')\n```"), ScriptedAnswer.Say("Here."));
        var store = new ScriptedArtefacts();
        ArtefactSet files = new([new Artefact("a.txt", 5, "hello"u8.ToArray()), new Artefact("b\n.bin", 3_000_000, null)], 2);
        (bench.Artefacts, bench.Code) = (store, new ScriptedCode { Work = _ => new CodeRunResult { Output = "done", Artefacts = files } });

        await bench.RunAsync();

        Assert.Equal("Output:\ndone\nFiles written: a.txt (5 bytes), b?.bin (3,000,000 bytes) and 2 more", bench.Asked[1]);
        Assert.Equal([(bench.RunId, files.Files[0]), (bench.RunId, files.Files[1])], store.Kept);
    }

    [Fact]
    public async Task CodeAct_GoesOnInAnotherProcess_RunsEarlierCodeAgainFirst()
    {
        var bench = Bench(AgentKinds.CodeAct, ScriptedAnswer.Say("```python\nx = 15\n```"), ScriptedAnswer.Say("```python\nprint(x)\n```"), ScriptedAnswer.Say("15"));
        bench.Code = new ScriptedCode();
        await Assert.ThrowsAsync<IOException>(() => bench.Agent(new MortalJournal(bench.Journal) { DiesAt = 6 }).RunAsync(bench.Task(), AgentBench.Cancellation));

        var other = new ScriptedCode();
        bench.Code = other;
        var result = await bench.ResumeAsync();

        Assert.Equal("15", result.Output);
        Assert.Equal(["x = 15", "print(x)"], other.Ran);
    }

    [Fact]
    public async Task CodeAct_UnsafeCodeInAnotherProcess_IsNotRunAgain()
    {
        var bench = Bench(AgentKinds.CodeAct, ScriptedAnswer.Say("```python\nx = 15\n```"), ScriptedAnswer.Say("```python\nprint(1)\n```"), ScriptedAnswer.Say("15"));
        bench.Code = new ScriptedCode(EffectClass.Unsafe);
        await Assert.ThrowsAsync<IOException>(() => bench.Agent(new MortalJournal(bench.Journal) { DiesAt = 7 }).RunAsync(bench.Task(), AgentBench.Cancellation));

        var other = new ScriptedCode(EffectClass.Unsafe);
        bench.Code = other;
        await bench.ResumeAsync();

        Assert.Equal(["print(1)"], other.Ran);
        Assert.Equal("Output:\n(What earlier code defined is gone.)\nran print(1)", bench.Asked[^1]);
    }

    [Fact]
    public async Task CodeAct_SameCodeAgain_IsStopped()
    {
        var bench = Bench(AgentKinds.CodeAct, ScriptedAnswer.Say("```python\nprint(1)\n```"));
        bench.Code = new ScriptedCode();

        Assert.Equal("The model repeated the same code and was stopped.", (await bench.RunAsync()).Error);
    }

    [Fact]
    public async Task CodeAct_NothingToRunItIn_EndsTheRunAndSaysWhatIsMissing()
    {
        var bench = Bench(AgentKinds.CodeAct, ScriptedAnswer.Say("```python\nprint(1)\n```"));
        bench.Code = new ScriptedCode { Work = _ => throw new InvalidOperationException("bwrap is missing") };

        var result = await bench.RunAsync();

        Assert.Equal(("bwrap is missing", 1), (result.Error, result.Usage.ModelCalls));
    }

    [Theory]
    [InlineData("```python\na\n```", "a")]
    [InlineData("```py\r\na\r\n```", "a")]
    [InlineData("text ```\na\nb\n``` ```python\nc\n```", "a\nb")]
    [InlineData("```python\nendless", "endless")]
    [InlineData("```json\n{}\n```", null)]
    [InlineData("`a` is code", null)]
    [InlineData("```python\n```", null)]
    public void CodeBlock_OfAnAnswer_IsTheFirstThatIsPython(string text, string? code) => Assert.Equal(code, CodeBlock.Find(text));
}
