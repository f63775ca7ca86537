using System.Net;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Switchyard.AgentHost.Artifacts;
using Switchyard.AgentHost.Members;
using Switchyard.AgentHost.Runs;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Tools.Artefacts;
using Switchyard.Contracts.Agents;
using Switchyard.Tests.Common.Agents;

namespace Switchyard.AgentHost.Tests.Artifacts;

/// <summary>Files that code of runs writes. It runs directly on the system, so that the tests need no sandbox.</summary>
public sealed class ArtifactTests(StoresFixture stores)
{
    private const string Code = """
        import os
        os.mkdir('out')
        open('chart.png', 'wb').write(bytes([137, 80, 78, 71, 13, 10, 26, 10]) + b'pixels')
        open('out/a b.csv', 'w').write('x,y')
        open('page.html', 'w').write('<script>alert(1)</script>')
        open('large.bin', 'wb').write(bytes(2000))
        print('done')
        """;

    private static readonly ScriptedAnswer s_writes = ScriptedAnswer.Call("run_code", JsonSerializer.Serialize(new { code = Code }));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Files_OfARun_AreToldListedAndHandedOut()
    {
        await using var app = Start();

        var events = await RunAsync(app, "files-ada");
        var id = events[0].RunId;
        var run = await app.Runs.GetAsync(id);

        Assert.Equal("done\nFiles written: chart.png (14 bytes), large.bin (2,000 bytes), page.html (25 bytes), out/a b.csv (3 bytes)", events.Single(item => item.Type == RunEventTypes.ToolResult).Output);
        Assert.Equal(
            [("chart.png", 14, "image/png", true), ("large.bin", 2_000, "application/octet-stream", false), ("out/a b.csv", 3, "text/csv", true), ("page.html", 25, "application/octet-stream", true)],
            run!.Artifacts.Select(static file => (file.Name, file.Size, file.MediaType, file.Kept)));
        await CheckAsync(app, $"/v1/runs/{id}/artifacts/out/a%20b.csv", "x,y", "text/csv", "a b.csv");
        await CheckAsync(app, $"/v1/runs/{id}/artifacts/page.html", "<script>alert(1)</script>", "application/octet-stream", "page.html");
    }

    [Fact]
    public async Task Files_ThatAreNotThere_AreNotFound()
    {
        await using var app = Start();
        var id = (await RunAsync(app, "files-bob"))[0].RunId;

        Assert.Equal("The run has no file of this name.", await RefusalAsync(app, $"/v1/runs/{id}/artifacts/nothing.txt"));
        Assert.Equal("The file was larger than what is kept of a run (AgentHost:Artifacts:MaxBytes) or of a step (AgentHost:Sandbox:MaxArtefactBytes).", await RefusalAsync(app, $"/v1/runs/{id}/artifacts/large.bin"));
        Assert.Equal("There is no such run.", await RefusalAsync(app, $"/v1/runs/{id}/artifacts/chart.png?user=ada"));
        Assert.Equal("There is no such run.", await RefusalAsync(app, "/v1/runs/run_0/artifacts/chart.png"));
    }

    [Fact]
    public async Task Files_OverTheBounds_AreNotedOrLeftOut()
    {
        await using var app = Start(("AgentHost:Artifacts:MaxFiles", "3"), ("AgentHost:Artifacts:MaxBytes", "30"));
        var id = (await RunAsync(app, "files-cem"))[0].RunId;

        Assert.Equal([("chart.png", true), ("large.bin", false), ("page.html", false)], await ListAsync(app, id));

        // A file that is written again takes its own place, and not another one.
        var store = app.Services.GetRequiredService<ArtifactStore>();
        await WorkOnAsync(app, id, app.Services.GetRequiredService<LiveRuns>().HostId);
        await store.SaveAsync(RunId.ToGuid(id), [new Artefact("page.html", 2, "ok"u8.ToArray()), new Artefact("more.txt", 1, "x"u8.ToArray())], Cancellation);

        Assert.Equal([("chart.png", true), ("large.bin", false), ("page.html", true)], await ListAsync(app, id));
    }

    [Theory]
    [InlineData("another host")]
    [InlineData(null)]
    public async Task Files_OfARunThatIsNotThisHosts_AreNotKept(string? host)
    {
        await using var app = Start();
        var id = (await RunAsync(app, "files-eve"))[0].RunId;
        if (host is not null)
        {
            await WorkOnAsync(app, id, host);
        }

        Assert.False(await app.Services.GetRequiredService<ArtifactStore>().SaveAsync(RunId.ToGuid(id), [new Artefact("late.txt", 1, "x"u8.ToArray())], Cancellation));

        Assert.DoesNotContain(("late.txt", true), await ListAsync(app, id));
    }

    [Fact]
    public async Task Files_WithNamesThatNobodyReads_LeaveTheOthers()
    {
        await using var app = Start();
        var id = (await RunAsync(app, "files-flo"))[0].RunId;
        await WorkOnAsync(app, id, app.Services.GetRequiredService<LiveRuns>().HostId);

        Assert.True(await app.Services.GetRequiredService<ArtifactStore>().SaveAsync(RunId.ToGuid(id), [new Artefact(new string('é', 501), 1, "x"u8.ToArray()), new Artefact("z.txt", 1, "x"u8.ToArray())], Cancellation));

        Assert.Equal(("z.txt", true), (await ListAsync(app, id))[^1]);
    }

    [Fact]
    public async Task Files_WhileTheDatabaseIsAway_AreToldAsNotKept()
    {
        await using var app = Start();
        await RunAsync(app, "files-gil");
        await using (var connection = await app.Database.OpenConnectionAsync(Cancellation))
        {
            await connection.ExecuteAsync("alter table agents.artifacts rename to elsewhere");
        }

        var again = await RunAsync(app, "files-gil");

        Assert.EndsWith("(not kept: the store did not take them)", again.Single(item => item.Type == RunEventTypes.ToolResult).Output, StringComparison.Ordinal);
        Assert.Equal(RunEventTypes.Completed, again[^1].Type);
    }

    [Fact]
    public async Task Files_OfACalledRun_AreItsOwnAndGoWithItsCaller()
    {
        await using var app = Start();
        var id = (await RunAsync(app, "files-dan"))[0].RunId;
        var called = Guid.CreateVersion7();
        await WorkOnAsync(app, id, app.Services.GetRequiredService<LiveRuns>().HostId);
        await app.Services.GetRequiredService<MemberRunStore>().NoteAsync(id, called, new AgentDefinition { Id = "assistant", Version = 1 }, Cancellation);

        await app.Services.GetRequiredService<ArtifactStore>().SaveAsync(called, [new Artefact("chart.png", 2, "ok"u8.ToArray())], Cancellation);

        await CheckAsync(app, $"/v1/runs/{RunId.Of(called)}/artifacts/chart.png", "ok", "application/octet-stream", "chart.png");
        Assert.Equal(4, (await ListAsync(app, id)).Count);
        await using var connection = await app.Database.OpenConnectionAsync(Cancellation);
        await connection.ExecuteAsync("delete from agents.runs where id = @id", new { id });
        Assert.Equal(0, await connection.QuerySingleAsync<int>("select count(*) from agents.artifacts"));
    }

    private AgentHostApplication Start(params (string Key, string Value)[] settings) => new(
        stores,
        new ScriptedChatClient(s_writes, ScriptedAnswer.Say("ok"), s_writes, ScriptedAnswer.Say("ok")),
        [
            ("AgentHost:Sandbox:UseSandbox", "false"),
            ("AgentHost:Sandbox:AllowSystemAccess", "true"),
            ("AgentHost:Sandbox:AllowFileWrites", "true"),
            ("AgentHost:Sandbox:AllowedImports:0", "os"),
            ("AgentHost:Sandbox:MaxArtefactBytes", "1000"),
            .. settings,
        ]);

    /// <summary>As if a host were at work on the run.</summary>
    private static async Task WorkOnAsync(AgentHostApplication app, string id, string host)
    {
        await using var connection = await app.Database.OpenConnectionAsync(Cancellation);
        await connection.ExecuteAsync("update agents.runs set status = 'running', host = @host, lease_until = clock_timestamp() + interval '1 hour' where id = @id", new { id, host });
    }

    private static Task<List<RunEvent>> RunAsync(AgentHostApplication app, string user) => app.Runs.RunAsync("Run this Python code: print(1)", user);

    private static async Task<List<(string Name, bool Kept)>> ListAsync(AgentHostApplication app, string id) => [.. (await app.Runs.GetAsync(id))!.Artifacts.Select(static file => (file.Name, file.Kept))];

    private static async Task CheckAsync(AgentHostApplication app, string path, string content, string mediaType, string fileName)
    {
        using var answer = await app.Runs.Http.GetAsync(path, Cancellation);

        Assert.Equal((HttpStatusCode.OK, content), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation)));
        Assert.Equal((mediaType, "attachment", fileName), (answer.Content.Headers.ContentType?.MediaType, answer.Content.Headers.ContentDisposition?.DispositionType, answer.Content.Headers.ContentDisposition?.FileName));
        Assert.Equal(("nosniff", "default-src 'none'; sandbox"), (answer.Headers.GetValues("X-Content-Type-Options").Single(), answer.Headers.GetValues("Content-Security-Policy").Single()));
    }

    private static async Task<string> RefusalAsync(AgentHostApplication app, string path)
    {
        using var answer = await app.Runs.Http.GetAsync(path, Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation));
        var problem = body.RootElement.TryGetProperty("detail", out var detail) ? detail : body.RootElement.GetProperty("error").GetProperty("message");
        return problem.GetString()!.Split(" GET ")[0];
    }
}
