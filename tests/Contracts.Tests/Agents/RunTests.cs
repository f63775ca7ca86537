using System.Text.Json;
using Switchyard.Contracts.Agents;

namespace Switchyard.Contracts.Tests.Agents;

public sealed class RunTests
{
    [Theory]
    [InlineData("""{"run_id":"r","sequence":1,"type":"run.started","timestamp":"2026-01-02T03:04:05+00:00","agent":"assistant","user":"u","conversation":"c","model":"default","trimmed_messages":2,"tools":["calculator"]}""")]
    [InlineData("""{"run_id":"r","sequence":2,"type":"tool.call","timestamp":"2026-01-02T03:04:05+00:00","call_id":"call_1","name":"calculator","arguments":{"expression":"1+1"}}""")]
    [InlineData("""{"run_id":"r","sequence":3,"type":"tool.result","timestamp":"2026-01-02T03:04:05+00:00","call_id":"call_1","name":"calculator","output":"2","duration_ms":1.5}""")]
    [InlineData("""{"run_id":"r","sequence":4,"type":"tool.progress","timestamp":"2026-01-02T03:04:05+00:00","text":"page 2","progress":0.5,"call_id":"call_1","name":"index"}""")]
    [InlineData("""{"run_id":"r","sequence":4,"type":"token","timestamp":"2026-01-02T03:04:05+00:00","text":"2"}""")]
    [InlineData("""{"run_id":"r","sequence":5,"type":"run.failed","timestamp":"2026-01-02T03:04:05+00:00","error":"No.","duration_ms":9,"iterations":2,"usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}}""")]
    public void Event_SurvivesTheRoundTrip(string json) => RoundTrip.Check(json, AgentsJsonContext.Default.RunEvent);

    [Fact]
    public void Request_SurvivesTheRoundTrip() => RoundTrip.Check("""{"input":"Hi","user":"u","conversation":"c","model":"pocket","kind":"reflection"}""", AgentsJsonContext.Default.StartRunRequest);

    [Fact]
    public void Request_DuplicateMember_IsRefused() => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize("""{"input":"a","input":"b"}""", AgentsJsonContext.Default.StartRunRequest));

    [Fact]
    public void RunDetail_SurvivesTheRoundTrip()
    {
        var detail = RoundTrip.Check(
            """
            {"id":"r","agent":"assistant","user":"u","conversation":"c","status":"completed","model":"default","input":"1+1?","output":"2",
             "created_at":"2026-01-02T03:04:05+00:00","completed_at":"2026-01-02T03:04:06+00:00","tool_calls":1,
             "events":[{"run_id":"r","sequence":1,"type":"message","timestamp":"2026-01-02T03:04:06+00:00","text":"2"}],"waiting":[],"members":[],
             "artifacts":[{"name":"out/chart.png","size":12,"media_type":"image/png","kept":true,"written_at":"2026-01-02T03:04:06+00:00"}]}
            """,
            AgentsJsonContext.Default.RunDetail);

        Assert.Equal((RunStatuses.Completed, RunEventTypes.Message), (detail.Status, detail.Events[0].Type));
    }

    [Fact]
    public void Lists_Absent_AreEmpty()
    {
        var run = JsonSerializer.Deserialize("""{"id":"r","agent":"a","user":"u","conversation":"c","status":"running","model":"m","input":"","created_at":"2026-01-02T03:04:05+00:00","events":[]}""", AgentsJsonContext.Default.RunDetail);
        var question = JsonSerializer.Deserialize("""{"run_id":"r","key":"k","kind":"question","text":"Which?","agent":"a","user":"u","asked_at":"2026-01-02T03:04:05+00:00"}""", AgentsJsonContext.Default.WaitingRequest);

        Assert.Empty(run!.Waiting);
        Assert.Empty(run.Artifacts);
        Assert.Empty(question!.Choices);
    }

    [Fact]
    public void Lists_SurviveTheRoundTrip()
    {
        RoundTrip.Check("""{"data":[],"next":"2026-01-02"}""", AgentsJsonContext.Default.RunList);
        RoundTrip.Check("""{"data":[{"id":"assistant","description":"Helps.","model":"default","tools":["calculator"]}]}""", AgentsJsonContext.Default.AgentList);
    }

    [Theory]
    [InlineData("""{"sequence":1,"type":"token","timestamp":"2026-01-02T03:04:05+00:00"}""")]
    [InlineData("""{"run_id":"r","type":"token","timestamp":"2026-01-02T03:04:05+00:00"}""")]
    public void Event_RequiredMemberMissing_IsRefused(string json) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, AgentsJsonContext.Default.RunEvent));
}
