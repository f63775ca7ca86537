using Switchyard.Cli.Tests.Scripts;
using Switchyard.Tests.Common.Upstreams;

namespace Switchyard.Cli.Tests.Agents;

/// <summary>Agents from a terminal: what there is, read, changed and what is wrong with a change.</summary>
public sealed class AgentsCommandTests : AgentHostTest
{
    private const string Detail = """
        {"id":"clerk","description":"Writes letters.","model":"local/pocket","tools":["send_mail"],"kind":"react","version":3,"definition":{"id":"clerk"},"yaml":"id: clerk\nkind: react\n","graph":"flowchart TD\n",
        "versions":[{"version":3,"source":"api","created_at":"2026-01-01T12:00:00+00:00"}]}
        """;

    [Fact]
    public async Task List_IsATable()
    {
        await using var host = await StartAsync(("GET /v1/agents", Replies.Json("""{"data":[{"id":"clerk","description":"Writes letters.","model":"local/pocket","tools":["send_mail"],"kind":"react","version":3}]}""")));

        var result = await Cli.RunAsync("agents", "list");

        Assert.Equal((0, "AGENT  KIND   MODEL         TOOLS  VERSION  WHAT FOR\nclerk  react  local/pocket  1      3        Writes letters.\n"), (result.ExitCode, result.Output));
    }

    [Fact]
    public async Task Templates_AreATable()
    {
        await using var host = await StartAsync(("GET /v1/agents/templates", Replies.Json("""{"data":[{"id":"research","description":"Finds things out.","definition":{"kind":"plan-and-execute"}}]}""")));

        var result = await Cli.RunAsync("agents", "templates");

        Assert.Equal((0, "TEMPLATE  KIND              WHAT FOR\nresearch  plan-and-execute  Finds things out.\n"), (result.ExitCode, result.Output));
    }

    [Fact]
    public async Task Show_PrintsTheYaml()
    {
        await using var host = await StartAsync(("GET /v1/agents/clerk?version=3", Replies.Json(Detail)));

        Assert.Equal("id: clerk\nkind: react\n", (await Cli.RunAsync("agents", "show", "clerk", "--version", "3")).Output);
    }

    [Fact]
    public async Task Apply_File_SaysTheVersionAndWhatIsNext()
    {
        await using var host = await StartAsync(("PUT /v1/agents/clerk", Replies.Json(Detail)));

        var result = await Cli.RunAsync("agents", "apply", await WriteAsync("# ours\nid: 'clerk'\nkind: react\n"));

        Assert.Equal((0, "Agent clerk has version 3 now. Ask it: ./switchyard chat --agent clerk\n"), (result.ExitCode, result.Output));
        Assert.Equal("# ours\nid: 'clerk'\nkind: react\n", Assert.Single(host.Requests).Body);
    }

    [Fact]
    public async Task Apply_Mistakes_AreSaidWithFileAndLine()
    {
        await using var host = await StartAsync(("PUT /v1/agents/clerk", Replies.Json(
            """{"type":"urn:switchyard:error:invalid_value","title":"invalid_value","status":400,"detail":"Two mistakes.","mistakes":[{"line":2,"column":7,"path":"kind","message":"No such kind."},{"line":4,"column":1,"path":"x","message":"No such member."}]}""", 400)));

        var result = await Cli.RunAsync("agents", "apply", await WriteAsync("id: clerk\nkind: reakt\n"));

        Assert.Equal((1, "", "agent.yaml:2:7: No such kind.\nagent.yaml:4:1: No such member.\n"), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task Apply_FileWithoutAnId_IsCalledAsTheFileIs()
    {
        await using var host = await StartAsync(("PUT /v1/agents/agent", Replies.Json(Detail)));

        var result = await Cli.RunAsync("agents", "apply", await WriteAsync("kind: react\n"));

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal("kind: react\n", Assert.Single(host.Requests).Body);
    }

    [Fact]
    public async Task Apply_Sample_IsTakenAsItIs()
    {
        var sample = Path.Combine(Bash.Repository, "samples", "agents", "accountant.yaml");
        await using var host = await StartAsync(("PUT /v1/agents/accountant", Replies.Json(Detail.Replace("clerk", "accountant", StringComparison.Ordinal))));

        var result = await Cli.RunAsync("agents", "apply", sample);

        Assert.Equal((0, "Agent accountant has version 3 now. Ask it: ./switchyard chat --agent accountant\n"), (result.ExitCode, result.Output));
        Assert.Equal(await File.ReadAllTextAsync(sample, Token), Assert.Single(host.Requests).Body);
    }

    private async Task<string> WriteAsync(string yaml)
    {
        var file = Path.Combine(Home.Path, "agent.yaml");
        await File.WriteAllTextAsync(file, yaml, Token);
        return file;
    }
}
